"""Messages of the field's exchange standards: iLEAP 1.0, PACT 2 and 3, both ways, and our checks."""
