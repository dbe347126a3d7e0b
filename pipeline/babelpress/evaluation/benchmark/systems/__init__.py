"""The systems of a benchmark: profiles of Babelpress, and other systems behind one adapter each."""
