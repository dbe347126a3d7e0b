"""`python -m pipeline.cli` is `babelpress`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
