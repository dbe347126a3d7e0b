"""JSON and YAML by key."""
