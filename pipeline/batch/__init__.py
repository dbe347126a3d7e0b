"""An archive in one run that can be killed at any moment and goes on where it was."""
