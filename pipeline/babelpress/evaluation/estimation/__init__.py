"""Quality estimation: how good a translation probably is, without a reference, and how to calibrate it."""
