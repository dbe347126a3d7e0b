"""The options that say what the columns of a table, or the keys of JSON, are called."""

from typing import Annotated

import typer

_PANEL = "Columns of tables, keys of JSON, where they are not called text, title, id, url, language, date"

TextField = Annotated[str | None, typer.Option("--text", help="Of the text: `--text body`.", rich_help_panel=_PANEL)]
TitleField = Annotated[str | None, typer.Option("--title", help="Of the title.", rich_help_panel=_PANEL)]
IdField = Annotated[str | None, typer.Option("--id", help="Of the id.", rich_help_panel=_PANEL)]
UrlField = Annotated[str | None, typer.Option("--url", help="Of the address.", rich_help_panel=_PANEL)]
LanguageField = Annotated[str | None, typer.Option("--language", help="Of the language code.", rich_help_panel=_PANEL)]
DateField = Annotated[str | None, typer.Option("--date", help="Of the date.", rich_help_panel=_PANEL)]


def fields(
    *, text: str | None, title: str | None, id: str | None, url: str | None, language: str | None, date: str | None
) -> dict[str, str]:
    """Give the fields that were given a column, with it."""
    said = {"text": text, "title": title, "id": id, "url": url, "language": language, "date": date}
    return {field: column for field, column in said.items() if column is not None}
