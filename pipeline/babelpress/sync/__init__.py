"""Keeps translated documents in step with their sources; what people wrote in them is never lost."""
