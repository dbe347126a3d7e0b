"""`python -m babelpress` is `babelpress`."""

from babelpress.cli import main

if __name__ == "__main__":
    main()
