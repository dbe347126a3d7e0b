"""`python -m pipeline.cli` is `babelpress`."""

from pipeline.cli import main

main()
