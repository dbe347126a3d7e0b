"""The look of a site: our templates, and a folder of your own that replaces or adds to them."""

import base64
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from babelpress.errors import ConfigError, Fault
from babelpress.formats.site.pages import is_rtl

TEMPLATES = (
    "base.html",
    "article.html",
    "index.html",
    "language.html",
    "missing.html",
    "moved.html",
    "parts.html",
    "style.css",
)
"""The files of a theme that replace ours."""

COLOURS = "colours.css"
"""The file of a theme whose rules follow those of `style.css`: colours, fonts."""

_LOGOS = {"logo.svg": "image/svg+xml", "logo.png": "image/png", "logo.webp": "image/webp", "logo.jpg": "image/jpeg"}
_HEAVIEST = 20_000
"""Bytes of a logo, which is in every page."""


def load(folder: str, values: dict[str, Any]) -> Environment:
    """Return the templates of a site.

    Args:
        folder: The folder of a theme, or an empty string.
        values: What all templates can use.

    Raises:
        ConfigError: A template or the logo cannot be used.
    """
    own = [FileSystemLoader(folder)] if folder else []
    environment = Environment(
        loader=ChoiceLoader([*own, PackageLoader("babelpress.formats.site")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    path = Path(folder)
    try:
        style = _source(environment, "style.css")
        if folder and (path / COLOURS).is_file():
            style += "\n" + (path / COLOURS).read_text(encoding="utf-8")
        for name in TEMPLATES:
            if name.endswith(".html"):
                environment.get_template(name)
        logo = _logo(path) if folder else ""
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{getattr(error, 'name', None) or folder}" + (f", line {line}" if line else "")
        raise ConfigError(f"{folder}: a template cannot be used", [Fault(where, str(error))]) from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{folder}: the theme cannot be read", [Fault("writer.theme", str(error))]) from error
    if "</style" in style.lower():
        raise ConfigError(f"{folder}: the style cannot be used", [Fault("style.css", "remove `</style`")])
    environment.globals |= {**values, "style": Markup(style), "logo": logo, "is_rtl": is_rtl}  # nosec: a file of the site's owner
    return environment


def _source(environment: Environment, name: str) -> str:
    assert environment.loader
    return environment.loader.get_source(environment, name)[0]


def _logo(folder: Path) -> str:
    """Return the logo of a theme as an address that holds it; empty if there is none."""
    for name, kind in _LOGOS.items():
        if (folder / name).is_file():
            data = (folder / name).read_bytes()
            if len(data) > _HEAVIEST:
                raise ValueError(f"{name} has {len(data):,} bytes and is in every page; {_HEAVIEST:,} are the most")
            return f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return ""
