"""gettext: PO and POT."""
