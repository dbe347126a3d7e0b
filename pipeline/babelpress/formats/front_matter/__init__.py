"""The front matter of a document (YAML, TOML, JSON), before Markdown, HTML, AsciiDoc or reStructuredText."""
