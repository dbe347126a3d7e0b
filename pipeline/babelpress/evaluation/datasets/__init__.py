"""What is evaluated: test sets and what systems made of them, read from files."""
