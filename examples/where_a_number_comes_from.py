"""Who says how long a box stands in the port of Aktau?"""

from datetime import date

from daliz.app.explain_fact import explain_fact

for explanation in explain_fact("aktau.port", "dwell", on=date(2026, 12, 1)):
    used = explanation.used
    if used is None or used.source is None:
        continue
    fact = used.fact
    value = f"{fact.value} {fact.unit} ({fact.low} to {fact.high}), {fact.grade}"
    print(f"{explanation.subject} {explanation.quantity} = {value}")
    print(f"because {'; '.join(explanation.via)}")
    print(f"said by {used.source.publisher} in {fact.where}")
    print(f"{len(explanation.behind)} published observations lie behind it")
