"""How good a translation probably is, told without a reference."""
