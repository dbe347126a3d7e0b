"""A static site: an index, a folder per language, a page per article and language; no scripts, no other files."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pydantic import Field, field_validator

from babelpress import lang
from babelpress.document import Record, from_json, to_json
from babelpress.formats.filenames import safe_name
from babelpress.formats.folder_writer import RECORDS, Entry, FolderOptions, FolderWriter
from babelpress.formats.site.pages import Link, address, clean, describe, heading, language, nodes, show_date
from babelpress.formats.versions import Version, versions

logger = logging.getLogger(__name__)


class SiteWriterOptions(FolderOptions):
    """Options of the writer of the site."""

    title: str = Field("Babelpress", min_length=1, description="Name of the site, at the top of every page.")
    base_url: str = Field("", description="Address of the site, e.g. https://example.org/news; links work without it.")
    notice: str = Field("", description="One sentence shown under every translation, e.g. that the model is small.")

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return value.rstrip("/")


class SiteWriter(FolderWriter):
    """Writes `<language>/<id>.html`, `<language>/index.html` and `index.html`.

    An article that an earlier run wrote to the folder is replaced. If its text is the same, languages that only the
    earlier run wrote are kept, and all of its pages are written again so that they link to each other; if the text has
    changed, the pages of those languages are removed, since they translate the old text.
    """

    Options: ClassVar = SiteWriterOptions
    kind = "site"

    def __init__(self, output: Path, options: SiteWriterOptions) -> None:
        super().__init__(output, options)
        self._options = options
        self._dropped: set[str] = set()
        self._templates = Environment(
            loader=PackageLoader("babelpress.formats.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        css, _, _ = self._templates.loader.get_source(self._templates, "style.css")  # type: ignore[union-attr]  # set above
        self._templates.globals |= {"site": options.title, "style": Markup(css), "notice": options.notice}

    def complete(self, name: str, record: Record) -> Record:
        """Return the record with the languages that only an earlier run wrote, if the text is the same."""
        path = self.folder.working / RECORDS / f"{name}.json"
        try:
            earlier = from_json(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return record
        except (OSError, ValueError) as error:
            logger.warning("%s: cannot be read, so other languages of '%s' are removed: %s", path, name, error)
            return record
        if earlier.article.blocks == record.article.blocks and earlier.language == record.language:
            return _merged(record, earlier)
        current = {version.language for version in versions(record)}
        for version in versions(earlier):
            if version.language not in current:
                self.folder.remove(_page(version.language, name))
                self._dropped.add(version.language)
        return record

    def files(self, name: str, record: Record) -> dict[str, str]:
        """Return one page per version."""
        found = versions(record)
        codes = [version.language for version in found]
        links = {code: self._menu(codes, here=code, page=f"{name}.html") for code in codes}
        return {
            _page(version.language, name): self._render(
                "article.html",
                here=language(version.language),
                version=version,
                heading=heading(version),
                description=describe(version),
                nodes=nodes(version.blocks),
                date=show_date(record.article.meta.date, language(version.language)),
                menu=links[version.language],
                source=next(link for link in links[version.language] if link.language.code == record.language),
            )
            for version in found
        }

    def note(self, record: Record) -> str:
        """Return the whole record: a later run writes its pages again, beside those of other languages."""
        return to_json(record)

    def entry(self, record: Record) -> Entry:
        """Return what the lists show of an article."""
        found = versions(record)
        return {
            "date": record.article.meta.date,
            "source": next(version.language for version in found if version.is_source),
            "versions": {version.language: _teaser(version) for version in found},
        }

    def index(self) -> dict[str, str]:
        """Return the page that lists all articles, and one for each language."""
        entries = self._newest_first()
        codes = list(dict.fromkeys(code for _, entry in entries for code in entry["versions"]))
        for code in self._dropped.difference(codes):
            self.folder.remove(_page(code, "index"))
        main = language(entries[0][1]["source"] if entries else lang.FALLBACK.code)
        pages = {
            f"{safe_name(code)}/index.html": self._render(
                "language.html",
                here=language(code),
                articles=[
                    {
                        "href": address(f"{name}.html"),
                        "date": show_date(entry["date"], language(code)),
                        **entry["versions"][code],
                    }
                    for name, entry in entries
                    if code in entry["versions"]
                ],
                menu=self._menu(codes, here=code, page="index.html"),
                home=self._absolute("index.html", up=True),
            )
            for code in codes
        }
        articles = [
            {
                "source": language(entry["source"]),
                "date": show_date(entry["date"], main),
                "links": self._menu(list(entry["versions"]), page=f"{name}.html", up=False),
                "href": address(_page(entry["source"], name)),
                **entry["versions"][entry["source"]],
            }
            for name, entry in entries
        ]
        menu = self._menu(codes, page="index.html", up=False)
        home = self._absolute("index.html", up=False)
        return {**pages, "index.html": self._render("index.html", here=main, articles=articles, menu=menu, home=home)}

    def _newest_first(self) -> list[tuple[str, Entry]]:
        """Return the articles by date; those without one last, in their original order."""
        return sorted(self.folder.entries.items(), key=lambda item: item[1]["date"] or "", reverse=True)

    def _menu(self, codes: list[str], *, page: str, here: str = "", up: bool = True) -> list[Link]:
        """Return links to the same page in each language; `up` for pages inside a language's folder."""
        paths = {code: address(f"{safe_name(code)}/{page}") for code in codes}
        return [
            Link(
                href=f"../{path}" if up else path,
                language=language(code),
                absolute=self._absolute(path, up=up),
                current=code == here,
            )
            for code, path in paths.items()
        ]

    def _absolute(self, path: str, *, up: bool) -> str:
        """Return the address for machines: absolute where that of the site is known."""
        return f"{self._options.base_url}/{path}" if self._options.base_url else f"../{path}" if up else path

    def _render(self, template: str, **values: Any) -> str:
        return clean(self._templates.get_template(template).render(values))


def _page(code: str, name: str) -> str:
    return f"{safe_name(code)}/{name}.html"


def _teaser(version: Version) -> dict[str, str]:
    return {"heading": heading(version), "summary": version.summary.text if version.summary else describe(version)}


def _merged(record: Record, earlier: Record) -> Record:
    """Return the record with the versions that only the earlier record has, and their summaries."""
    made = {version.language for version in versions(record)}
    return replace(
        record,
        translations=(*record.translations, *(t for t in earlier.translations if t.language not in made)),
        summaries=(*record.summaries, *(s for s in earlier.summaries if s.language not in made)),
    )
