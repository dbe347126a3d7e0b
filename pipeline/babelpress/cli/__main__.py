"""Entry point of `python -m babelpress.cli`, the same as `babelpress`."""

from babelpress.cli import main

if __name__ == "__main__":
    main()
