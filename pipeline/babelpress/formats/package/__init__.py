"""Files that are ZIP packages: opening, packing, and the template of their formats."""
