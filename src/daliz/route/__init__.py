"""Planning: from a question and a corridor to options with their ranges."""
