"""Use cases: the only place that reads files and composes engines."""
