"""Where the versions of a document go: its path with the language in it, as site generators and apps look for it."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Literal

from babelpress import lang

Layout = Literal["folder", "suffix", "subtree"]

LONGEST = 255
"""Bytes of a file name that file systems take."""

_PACKED = ("properties", "arb")
"""Endings before which the language stands behind an underscore: `messages_nl.properties`."""
_RESOURCES = frozenset(
    {
        "json",
        "yaml",
        "yml",
        "po",
        "pot",
        "xlf",
        "xliff",
        "ts",
        "strings",
        "resx",
        "xml",
        "srt",
        "sbv",
        "vtt",
        "ass",
        *_PACKED,
    }
)
"""Endings of files of texts, in whose names a hyphen may stand before the language: `messages-fr.json`."""
_ANDROID = ("values", "raw", "xml")
_REGION = r"(?:[-_](?:[A-Za-z]{2}|\d{3}|[A-Z][a-z]{3}))?"
_FOLDER = re.compile(
    rf"(?P<lead>(?:{'|'.join(_ANDROID)})-)?(?P<code>[A-Za-z]{{2,3}}{_REGION}|[a-z]{{2,3}}-r[A-Z]{{2}})(?P<tail>\.lproj)?"
)
_IN_NAME = re.compile(rf"(?P<lead>.*?[._-])??(?P<code>[A-Za-z]{{2,3}}{_REGION})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A site generator: how its sites are recognized and where they have their languages.

    Attributes:
        name: Its name.
        files: Files in the root of its sites.
        roots: Folders in which the folder of a language stands; the first that fits, else the root.
        swaps: Folders of the source with those of a translation, `{}` for its language.
        suffixed: Whether it knows pages by a language in their names: `page.nl.md`.
        built: The folder below the root where it writes the site.
        prefixed: Whether the addresses of the pages in a language begin with it, and links have to say so.
        labels: Whether a page says its language in its front matter.
        templates: Folders of layouts and of what pages include, which are named by their paths in it.
    """

    name: str
    files: tuple[str, ...]
    roots: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()
    suffixed: bool = False
    built: str = ""
    prefixed: bool = False
    labels: bool = False
    templates: tuple[str, ...] = ()


_I18N = "i18n/{}/docusaurus-plugin-content"
GENERATORS = (
    Generator(
        name="Docusaurus",
        files=("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"),
        swaps=(
            ("docs", f"{_I18N}-docs/current"),
            ("versioned_docs", f"{_I18N}-docs"),
            ("blog", f"{_I18N}-blog"),
            ("src/pages", f"{_I18N}-pages"),
        ),
        built="build",
    ),
    Generator(
        name="Hugo",
        files=("hugo.toml", "hugo.yaml", "hugo.json", "config/_default", "archetypes"),
        roots=("content",),
        suffixed=True,
        prefixed=True,
        built="public",
    ),
    Generator(name="MkDocs", files=("mkdocs.yml", "mkdocs.yaml"), roots=("docs",), suffixed=True, built="site"),
    Generator(
        name="Astro",
        files=("astro.config.mjs", "astro.config.ts", "astro.config.js"),
        roots=("src/content/docs", "src/content/*", "src/pages"),
        prefixed=True,
        built="dist",
    ),
    Generator(name="VitePress", files=(".vitepress",), roots=("src",), prefixed=True),
    Generator(
        name="Eleventy",
        files=(".eleventy.js", *(f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts"))),
        roots=("content", "src"),
        prefixed=True,
        built="_site",
        templates=("_includes", "_layouts"),
    ),
    Generator(
        name="Jekyll",
        files=("_config.yml", "_config.yaml"),
        prefixed=True,
        labels=True,
        built="_site",
    ),
)
"""In the order in which they are looked for."""

_SETTINGS = frozenset(
    {name for generator in GENERATORS for name in generator.files}
    | {"package.json", "package-lock.json", "tsconfig.json", "jsconfig.json", "composer.json", "renovate.json"}
    | {"robots.txt", "humans.txt", "ads.txt", "requirements.txt", "CMakeLists.txt"}
    | {"vercel.json", "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml", "pnpm-lock.yaml"}
)
"""Files of tools, which are not for readers."""
_PACKAGES = frozenset({"node_modules", "bower_components", "__pycache__"})
"""Folders of what others wrote."""

_ABOVE = 6
"""Folders above the given one in which the root of a site is looked for."""


def is_of_tools(path: str, *, site: str | None, generator: Generator | None) -> bool:
    """Return whether a file belongs to the tools of a site: their settings, their packages, what they built.

    Args:
        path: The path of the file below the folder that is read.
        site: The path below the root of the site, None where there is none.
        generator: Its generator.

    Returns:
        True if it is nothing to translate.
    """
    parts = path.split("/")
    top, _, below = (site or "").partition("/")
    made = bool(below and generator and top in (generator.built, "vendor"))
    return parts[-1] in _SETTINGS or not _PACKAGES.isdisjoint(parts[:-1]) or made


def site_of(folder: Path) -> tuple[Path, Generator] | None:
    """Return the root of the site that a folder belongs to, and its generator; None where there is none."""
    whole = folder.resolve()
    for place in (whole, *whole.parents[:_ABOVE]):
        for generator in GENERATORS:
            if any((place / name).exists() for name in generator.files):
                return place, generator
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """How the paths of versions are made.

    Attributes:
        layout: `folder`: `nl/path`, or `nl/` for a first folder `fr/`; `suffix`: `path/page.nl.md`; `subtree`: the
            language in the path is exchanged.
        codes: How languages are called in paths, where that is not their code: `pt: pt-br`.
        generator: The generator of the site, if it is known.
    """

    layout: Layout = "folder"
    codes: Mapping[str, str] = field(default_factory=dict)
    generator: Generator | None = None

    def path(self, path: str, *, source: str, target: str, ending: str = "") -> str:
        """Return the path of a version below the output folder.

        Args:
            path: The path of the source below its folder, with slashes.
            source: The language of the source.
            target: That of the version.
            ending: The ending of the name, where it has more than one dot.

        Returns:
            The path, with slashes.

        >>> Placement(layout="suffix").path("blog/Été.md", source="fr", target="nl")
        'blog/Été.nl.md'
        >>> Placement(layout="subtree").path("content/fr/blog/Été.md", source="fr", target="nl")
        'content/nl/blog/Été.md'
        """
        code = self.codes.get(target, target)
        if self.layout == "folder":
            return self._in_folder(path, source, code)
        if source == target:
            return path
        parts = path.split("/")
        ending = ending or PurePosixPath(parts[-1]).suffix
        named = _in_name(parts[-1], ending, source, code)
        if _is_android(parts):
            folder = _exchanged(parts[-2:-1], source, code) or f"{_ANDROID[0]}-{_spelled(code, like='', android=True)}"
            return "/".join([*parts[:-2], folder, parts[-1]])
        if self.layout == "suffix":
            return "/".join([*parts[:-1], named or _inserted(parts[-1], ending, code)])
        return self._in_subtree(parts, named, ending, source, code)

    def _in_folder(self, path: str, source: str, code: str) -> str:
        """Return a path below the folder of a language: `fr/a.md` of a folder of languages is `nl/a.md`."""
        return f"{code}/{path.removeprefix(f'{self.codes.get(source, source)}/')}"

    def folder_of(self, path: str, *, source: str, target: str) -> str | None:
        """Return the path of a file that is no document, if there is another one for the language; None if not."""
        code = self.codes.get(target, target)
        if self.layout == "folder":
            return self._in_folder(path, source, code)
        if source == target or self.layout == "suffix":
            return None
        return _exchanged(path.split("/"), source, code)

    def address(self, url: str, *, source: str, target: str, swap_only: bool = False) -> str:
        """Return the address of a page in a site, `/fr/contact/`, in the language of a version.

        >>> Placement(layout="subtree").address("/fr/contact/", source="fr", target="nl")
        '/nl/contact/'
        """
        code = self.codes.get(target, target)
        parts = url.split("/")
        if source == target or parts[0]:
            return url
        swapped = _exchanged(parts[1:2], source, code)
        if swapped is not None:
            return "/".join(["", swapped, *parts[2:]])
        if swap_only or self.layout == "folder" or not self.generator or not self.generator.prefixed:
            return url
        return f"/{code}{url}"

    def spelled(self, target: str, *, like: str) -> str:
        """Return a language as a document of another one writes that: `nl_NL` is not known, so `nl` for `fr_FR`."""
        return _spelled(self.codes.get(target, target), like=like)

    def page(self, path: str, *, ending: str, target: str) -> str | None:
        """Return the address of the page of a version, None where it is not known."""
        if self.layout != "suffix":
            return page_address(path, ending=ending, generator=self.generator)
        code = self.codes.get(target, target)
        if not self.generator or not self.generator.suffixed or not self.generator.prefixed:
            return None
        found = page_address(path.removesuffix(ending).removesuffix(f".{code}"), ending="", generator=self.generator)
        return found and f"/{code}{found}"

    def bundle(self, path: str, *, ending: str) -> str | None:
        """Return the folder of a page whose files belong to it alone, with a slash behind it; None for other pages."""
        folder, _, name = path.rpartition("/")
        if not folder or not self.generator or self.generator.name != "Hugo":
            return None
        return f"{folder}/" if re.fullmatch(r"index(?:\.[\w-]{2,7})?", name.removesuffix(ending)) else None

    def _in_subtree(self, parts: list[str], named: str | None, ending: str, source: str, code: str) -> str:
        if named and ending.removeprefix(".") in _PACKED:
            return "/".join(
                [*parts[:-1], named]
            )  # its folders are those of a program: fr/example/messages_fr.properties
        swapped = _exchanged(parts[:-1], source, code)
        if swapped is not None:
            return f"{swapped}/{named or parts[-1]}"
        if named:
            return "/".join([*parts[:-1], named])
        if ending.removeprefix(".") in _PACKED or ending == ".resx":
            return "/".join([*parts[:-1], _inserted(parts[-1], ending, code)])
        return self._in_site(parts, code)

    def _in_site(self, parts: list[str], code: str) -> str:
        """The path in a site whose source has no language in its paths."""
        for index, part in enumerate(parts[:-1]):
            if self._holds_languages(part):
                return "/".join([*parts[: index + 1], code, *parts[index + 1 :]])
        for plain, other in self.generator.swaps if self.generator else ():
            own = plain.split("/")
            if parts[: len(own)] == own and len(parts) > len(own):
                return "/".join([other.format(code), *parts[len(own) :]])
        for root in self.generator.roots if self.generator else ():
            own = root.split("/")
            if len(parts) > len(own) and all(map(fnmatchcase, parts, own)):
                return "/".join([*parts[: len(own)], code, *parts[len(own) :]])
        return "/".join([code, *parts])

    def _holds_languages(self, folder: str) -> bool:
        """Whether a folder is looked for in one place only: one of templates, or a collection of Jekyll."""
        if self.generator is None or folder in ("_posts", "_drafts"):
            return False
        return folder in self.generator.templates or (self.generator.name == "Jekyll" and folder.startswith("_"))


_POST = re.compile(r"(?P<before>(?:.*/)?)_posts/(?:.*/)?(?P<date>\d{4}-\d\d-\d\d)-(?P<name>[^/]+)")


def page_address(path: str, *, ending: str, generator: Generator | None) -> str | None:
    """Return the address of a page of a site by the path of its file, as its generator makes it by default.

    Args:
        path: The path of the file below the root of the site, or below the folder of its pages.
        ending: The ending of its name.
        generator: The generator; where it is not known, or has other rules, there is none.

    Returns:
        The address without the ending.

    >>> page_address("content/fr/blog/_index.md", ending=".md", generator=GENERATORS[1])
    '/fr/blog'
    """
    if generator is None or not generator.prefixed:
        return None
    bare = path.removesuffix(ending)
    if generator.name == "Jekyll":
        if post := _POST.fullmatch(bare):
            return f"/{post['before']}{post['date'].replace('-', '/')}/{post['name']}"
        bare = re.sub(r"^(?:.*/)?_(?!posts/|drafts/)", "", bare, count=1)
    parts = bare.split("/")
    for root in generator.roots:
        own = root.split("/")
        if len(parts) > len(own) and all(map(fnmatchcase, parts, own)):
            parts = parts[len(own) :]
            break
    name = re.sub(r"\.[a-z]{2,3}(?:-[A-Za-z]{2})?$", "", parts[-1])
    if name in ("index", "_index") or (len(parts) > 1 and parts[-1] == parts[-2] and generator.name == "Eleventy"):
        parts = parts[:-1]
    return "/" + "/".join(parts)


def path_language(path: str, *, ending: str = "") -> str | None:
    """Return the language that a path names, None where it names none.

    >>> path_language("content/nl/a.md"), path_language("a.de-AT.md"), path_language("values-es/strings.xml")
    ('nl', 'de', 'es')
    """
    parts = path.split("/")
    ending = ending or PurePosixPath(parts[-1]).suffix
    for code in lang.known():
        if _in_name(parts[-1], ending, code, "xx"):
            return code
    for part in parts[:-1]:
        found = _FOLDER.fullmatch(part)
        code = re.split("[-_]", found["code"])[0].lower() if found else ""
        if code in lang.known():
            return code
    return None


def _exchanged(folders: Sequence[str], source: str, code: str) -> str | None:
    """A path with the first folder of the source's language exchanged, None where there is none."""
    for index, part in enumerate(folders):
        found = _FOLDER.fullmatch(part)
        if found and re.split("[-_]", found["code"])[0].lower() == source:
            lead, tail = found["lead"] or "", found["tail"] or ""
            other = _spelled(code, like=found["code"], android=bool(lead))
            return "/".join([*folders[:index], f"{lead}{other}{tail}", *folders[index + 1 :]])
    return None


def _in_name(name: str, ending: str, source: str, code: str) -> str | None:
    """A file name with the language in it exchanged: `fr.json`, `page.fr.md`, `app_fr.arb`; None without one."""
    stem = name.removesuffix(ending)
    found = _IN_NAME.fullmatch(stem) if ending else None
    while found and re.split("[-_]", found["code"])[0].lower() != source:
        # the shortest beginning took too much for a region: `un.de-fr`
        at = found.start("code") + 1
        later = re.compile(r"[._-]").search(stem, at)
        found = _IN_NAME.fullmatch(stem, later.end()) if later else None
    if found is None:
        return None
    lead = stem[: found.start("code")]
    if lead.endswith("-") and ending.removeprefix(".").lower() not in _RESOURCES:
        return None
    return f"{lead}{_spelled(code, like=found['code'])}{ending}"


def _inserted(name: str, ending: str, code: str) -> str:
    """A file name with a language before its ending; a name that would be too long is cut, with a hash."""
    stem, sep = name.removesuffix(ending), "."
    if ending.removeprefix(".").lower() in _PACKED:
        sep, code = "_", code.replace("-", "_")
    tail = f"{sep}{code}{ending}"
    room = LONGEST - len(tail.encode(errors="surrogateescape"))
    if len(stem.encode(errors="surrogateescape")) > room:
        digest = hashlib.sha256(stem.encode(errors="surrogateescape")).hexdigest()[:8]
        kept = stem.encode(errors="surrogateescape")[: room - len(digest) - 1].decode(errors="ignore")
        stem = f"{kept}-{digest}"
    return f"{stem}{tail}"


def _spelled(code: str, *, like: str, android: bool = False) -> str:
    """A language as another one is written: `pt-br` for `fr-fr`, `pt_BR` for `fr_FR`, `pt-rBR` for Android."""
    language, _, region = code.partition("-")
    if like.isupper():
        return code.upper()
    if android and region:
        return f"{language}-r{region.upper()}"
    if region and "_" in like:
        return f"{language}_{region.upper()}"
    return code


def _is_android(parts: Sequence[str]) -> bool:
    """Whether a path is that of texts of an Android app: `values/strings.xml`."""
    return len(parts) > 1 and parts[-2].split("-")[0] == _ANDROID[0] and parts[-1].endswith(".xml")
