"""Which numbers are assumptions of ours?"""

from daliz.app.list_facts import count_tables, list_facts

for table, _, rows, assumed in count_tables():
    if assumed:
        print(f"{table:22} {assumed:4} of {rows:5} rows are assumed")

widest = max(list_facts("quantities", grade="assumed"), key=lambda r: len(r.values["note"] or ""))
print(f"The longest reason: {widest.key}: {widest.values['note']}")
