"""Everything that can be put through a bench: our own profiles, and foreign systems behind an adapter each."""
