"""A static site: an index, a folder per language, a page per article and language; no scripts, no other files."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urljoin

from markupsafe import Markup
from pydantic import Field, field_validator

from babelpress import lang
from babelpress._version import __version__
from babelpress.document import Meta, Record, from_json, to_json
from babelpress.formats.filenames import safe_name
from babelpress.formats.folder_writer import RECORDS, Entry, FolderOptions, FolderWriter
from babelpress.formats.globbing import Found
from babelpress.formats.site.addresses import Addresses, Slugs, page
from babelpress.formats.site.bodies import body
from babelpress.formats.site.lead import lead, teaser
from babelpress.formats.site.listing import feeds, sitemap
from babelpress.formats.site.metadata import DIGITAL_SOURCE, authors, news_article, picture, script, tags
from babelpress.formats.site.pages import Link, address, clean, describe, heading, language, nodes, show_date
from babelpress.formats.site.pictures import Pictures
from babelpress.formats.site.safe_html import first_picture
from babelpress.formats.site.theme import load
from babelpress.formats.versions import Version, versions
from babelpress.lang.base import Language

logger = logging.getLogger(__name__)

_FEED = "feed.xml"


class SiteWriterOptions(FolderOptions):
    """Options of the writer of the site."""

    title: str = Field("Babelpress", min_length=1, description="Name of the site, at the top of every page.")
    base_url: str = Field("", description="Address of the site, e.g. https://example.org/news; links work without it.")
    notice: dict[str, str] = Field(
        default_factory=dict, description="A sentence of your own for the readers of translations, by language."
    )
    theme: str = Field(
        "", description="Folder of your own templates, `colours.css` and `logo.svg`; see `docs/site.md`."
    )
    per_page: int = Field(50, ge=1, description="Articles on one page of a list.")
    slugs: Slugs = Field(
        "title",
        description="What addresses of pages are made of: the title in each language, or the `id` of the article.",
    )
    reviewed_by: str = Field("", description="Who has reviewed all translations; the notice to readers then says so.")

    @field_validator("theme")
    @classmethod
    def _existing(cls, value: str) -> str:
        if value and not Path(value).is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

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
        values = {
            "site": options.title,
            "generator": f"Babelpress {__version__}",
            "reviewed_by": options.reviewed_by,
            "digital_source": DIGITAL_SOURCE,
        }
        self._templates = load(options.theme, values)
        self._addresses = Addresses({}, by=options.slugs)
        self._sources: Mapping[str, Found] = {}

    def plant(self, sources: Mapping[str, Found]) -> None:
        """Say which file each article comes from, by its id: its pictures are beside it."""
        self._sources = sources

    def __enter__(self) -> Self:
        super().__enter__()
        self._addresses = Addresses(self.folder.entries, by=self._options.slugs)
        return self

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
        names = self._addresses.names(name)
        for version in versions(earlier):
            if version.language not in current:
                self.folder.remove(page(version.language, names.get(version.language, name)))
                self._dropped.add(version.language)
        return record

    def files(self, name: str, record: Record) -> dict[str, str | bytes]:
        """Return one page per version, and the pictures that they show."""
        found = versions(record)
        pictures = self._pictures(name, record)
        bodies = {
            one.language: body(record.article, one.document, language=one.language, pictures=pictures) for one in found
        }
        image = self._image(pictures, record.article.meta, bodies[record.language or ""])
        names = self._addresses.claim(name, {version.language: version.title or "" for version in found})
        headings = {version.language: heading(version) for version in found}
        pages: dict[str, str | bytes] = {}
        for version in found:
            code, meta = version.language, record.article.meta
            links = self._menu(names, here=code)
            source = next(link for link in links if link.language.code == record.language)
            date = show_date(meta.date, language(code))
            above = lead(version, headings[code])
            about = news_article(
                heading=headings[code], description=describe(version), date=date[0] if date else None, meta=meta,
                links=links, source=source, headings=headings, publisher=self._options.title, image=image,
            )  # fmt: skip
            pages[page(code, names[code])] = self._render(
                "article.html",
                here=language(code),
                version=version,
                heading=headings[code],
                description=describe(version),
                summary=above.summary,
                folded=above.folded,
                standfirst=above.standfirst,
                nodes=nodes(version.blocks),
                body=bodies[code],
                image=image,
                date=date,
                authors=authors(meta),
                tags=tags(meta),
                notice=self._options.notice.get(code, ""),
                menu=links,
                source=source,
                about=script(about),
            )
        return {**self._moved(name, names, headings), **pages, **self._copied(name, pictures)}

    def _pictures(self, name: str, record: Record) -> Pictures:
        source = self._sources.get(record.article.id)
        return Pictures(name, file=source.path, root=source.folder) if source else Pictures(name)

    def _image(self, pictures: Pictures, meta: Meta, shown: Markup | None) -> str:
        """Return the address of the picture that stands for an article; empty where it is not absolute."""
        stated = picture(meta)
        elsewhere = urljoin(meta.url, stated) if stated and meta.url else stated
        address = pictures.address(stated, at=elsewhere) or elsewhere or (first_picture(shown) if shown else "")
        if address.startswith("../") and self._options.base_url:
            return f"{self._options.base_url}/{address.removeprefix('../')}"
        return address if address.startswith(("https://", "http://")) else ""

    def _copied(self, name: str, pictures: Pictures) -> dict[str, bytes]:
        """Copy the pictures that are files to the site, and return the others."""
        pictures.tell()
        for place, content in pictures.files.items():
            if isinstance(content, Path) and not self.folder.is_current(place):
                self.folder.copy(content, place, owner=name)
        return {place: content for place, content in pictures.files.items() if isinstance(content, bytes)}

    def _moved(self, name: str, names: Mapping[str, str], headings: Mapping[str, str]) -> dict[str, str]:
        """Return pages that lead from the names which pages of an article had before to those they have now."""
        pages: dict[str, str] = {}
        for code, slugs in self._addresses.left(name).items():
            for slug in slugs if code in names else ():
                to, absolute = f"{names[code]}.html", self._absolute(page(code, names[code]), up=True)
                pages[page(code, slug)] = self._render(
                    "moved.html", here=language(code), heading=headings[code], href=to, absolute=absolute
                )
        return pages

    def note(self, record: Record) -> str:
        """Return the whole record: a later run writes its pages again, beside those of other languages."""
        return to_json(record)

    def entry(self, name: str, record: Record) -> Entry:
        """Return what the lists show of an article."""
        found = versions(record)
        return {
            "date": record.article.meta.date,
            "source": next(version.language for version in found if version.is_source),
            "versions": {version.language: _teaser(version) for version in found},
            **self._addresses.entry(name),
        }

    def forget(self, name: str, entry: Entry) -> None:
        """Take note that the lists of its languages may be empty now."""
        self._dropped.update(entry["versions"])

    def index(self) -> dict[str, str]:
        """Return the page that lists all articles, and one for each language."""
        entries = self._newest_first()
        codes = list(dict.fromkeys(code for _, entry in entries for code in entry["versions"]))
        for code in self._dropped.difference(codes):
            for path in (page(code, "index"), f"{safe_name(code)}/{_FEED}"):
                self.folder.remove(path)
            self._remove_pages(f"{safe_name(code)}/index", 1)
            self._remove_pages(f"{safe_name(code)}/feed", 1, suffix="xml")
        main = language(entries[0][1]["source"] if entries else lang.FALLBACK.code)
        pages: dict[str, str] = {}
        for code in codes:
            own = [(name, entry) for name, entry in entries if code in entry["versions"]]
            pages |= self._language_pages(code, codes, own)
        pages |= self._front_pages(main, codes, entries)
        return {**pages, **(self._for_machines(main, codes, entries) if self._options.base_url else {})}

    def _language_pages(self, code: str, codes: list[str], entries: list[tuple[str, Entry]]) -> dict[str, str]:
        """Return the pages that list the articles in one language."""
        here = language(code)
        articles = [
            {
                "href": f"{self._addresses.names(name)[code]}.html",
                "date": show_date(entry["date"], here),
                **entry["versions"][code],
            }
            for name, entry in entries
        ]
        return self._pages(
            "language.html",
            f"{safe_name(code)}/index",
            articles,
            here=here,
            menu=self._menu(dict.fromkeys(codes, "index"), here=code),
            home=self._absolute("index.html", up=True),
            feed=_FEED if self._options.base_url else "",
            up=True,
        )

    def _front_pages(self, main: Language, codes: list[str], entries: list[tuple[str, Entry]]) -> dict[str, str]:
        """Return the pages that list all articles."""
        articles = [
            {
                "source": language(entry["source"]),
                "date": show_date(entry["date"], main),
                "links": self._menu(self._pages_of(name, entry), up=False),
                "href": address(page(entry["source"], self._addresses.names(name)[entry["source"]])),
                **entry["versions"][entry["source"]],
            }
            for name, entry in entries
        ]
        menu = self._menu(dict.fromkeys(codes, "index"), up=False)
        home = self._absolute("index.html", up=False)
        return self._pages("index.html", "index", articles, here=main, menu=menu, home=home, up=False)

    def _pages(
        self, template: str, path: str, articles: list[dict[str, Any]], *, up: bool, **values: Any
    ) -> dict[str, str]:
        """Return a list of articles as pages; those after the first are `index.2.html` and so on."""
        size = self._options.per_page
        count = max(1, -(-len(articles) // size))
        self._remove_pages(path, count)
        files = [
            path.rpartition("/")[2] + (f".{number}.html" if number > 1 else ".html") for number in range(1, count + 1)
        ]
        folder = path.removesuffix("index")
        return {
            folder + file: self._render(
                template,
                articles=articles[number * size : (number + 1) * size],
                number=number + 1,
                canonical=self._absolute(folder + file, up=up),
                newer=files[number - 1] if number else "",
                older=files[number + 1] if number + 1 < count else "",
                **values,
            )
            for number, file in enumerate(files)
        }

    def _remove_pages(self, path: str, count: int, *, suffix: str = "html") -> None:
        """Remove the pages of a list that an earlier run wrote and that are no longer needed."""
        number = max(2, count + 1)
        while self.folder.has(f"{path}.{number}.{suffix}"):
            self.folder.remove(f"{path}.{number}.{suffix}")
            number += 1

    def _for_machines(self, main: Language, codes: list[str], entries: list[tuple[str, Entry]]) -> dict[str, str]:
        """Return the feeds, the site map and the page for addresses that do not exist."""
        home = self._absolute("index.html", up=False)
        menu = self._menu(dict.fromkeys(codes, "index"), up=False)
        found = {"404.html": self._render("missing.html", here=main, menu=menu, home=home)}
        pages: list[tuple[dict[str, str], str | None, str]] = [({main.code: home}, None, main.code)]
        pages += [({link.language.code: link.absolute for link in menu}, None, main.code)] if menu else []
        pages += [
            (
                {link.language.code: link.absolute for link in self._menu(self._pages_of(name, entry), up=False)},
                entry["date"],
                entry["source"],
            )
            for name, entry in entries
        ]
        found["sitemap.xml"] = clean(sitemap(pages))
        for link in menu:
            code = link.language.code
            articles = [
                {**entry["versions"][code], "date": entry["date"],
                 "href": self._absolute(address(page(code, self._addresses.names(name)[code])), up=False)}
                for name, entry in entries if code in entry["versions"]
            ]  # fmt: skip
            path = f"{safe_name(code)}/{_FEED}"
            made = feeds(
                title=self._options.title, language=code, home=link.absolute, articles=articles,
                own=self._absolute(address(path), up=False),
            )  # fmt: skip
            found |= {f"{safe_name(code)}/{name}": clean(text) for name, text in made.items()}
            self._remove_pages(f"{safe_name(code)}/feed", len(made), suffix="xml")
        return found

    def _newest_first(self) -> list[tuple[str, Entry]]:
        """Return the articles by date; those without one last, in their original order."""
        return sorted(self.folder.entries.items(), key=lambda item: item[1]["date"] or "", reverse=True)

    def _pages_of(self, name: str, entry: Entry) -> dict[str, str]:
        """Return the names of the pages of an article by language."""
        names = self._addresses.names(name)
        return {code: names[code] for code in entry["versions"]}

    def _menu(self, names: Mapping[str, str], *, here: str = "", up: bool = True) -> list[Link]:
        """Return links to the page of this name in each language; `up` for pages inside a language's folder."""
        paths = {code: address(page(code, name)) for code, name in names.items()}
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


def _teaser(version: Version) -> dict[str, str]:
    shown = heading(version)
    return {"heading": shown, "summary": teaser(version, shown, describe(version))}


def _merged(record: Record, earlier: Record) -> Record:
    """Return the record with the versions that only the earlier record has, and their summaries."""
    made = {version.language for version in versions(record)}
    return replace(
        record,
        translations=(*record.translations, *(t for t in earlier.translations if t.language not in made)),
        summaries=(*record.summaries, *(s for s in earlier.summaries if s.language not in made)),
    )
