"""What came of each claim of the interview?"""

from collections import Counter

from daliz.app.read_interview import read_the_interview

interview = read_the_interview().interview
for question in interview.questions:
    said = [s for s in interview.statements if s.question == question.id]
    verdicts = Counter(s.verdict for s in said)
    print(f"{question.number}. {question.summary.of('en')}")
    print("   " + ", ".join(f"{verdict}: {count}" for verdict, count in verdicts.most_common()))
