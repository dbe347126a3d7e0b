"""Where weights lie, how they get there and whether they are right."""
