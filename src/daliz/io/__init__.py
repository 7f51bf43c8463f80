"""Files to the model and back. Only ``app`` calls this folder."""
