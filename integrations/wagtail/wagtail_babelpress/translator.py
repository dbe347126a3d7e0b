"""The machine translator that wagtail-localize calls."""

import logging
import time
from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from wagtail_babelpress.client import BabelpressError, Client

logger = logging.getLogger("wagtail_babelpress")

_REMEMBERED = 300
"""Seconds for which the list of languages of a service is remembered."""
_RETRIED = 10
"""Seconds after which a service that did not answer is asked again."""
_languages: dict[str, tuple[float, dict[str, list[str]]]] = {}


class BabelpressTranslator(BaseMachineTranslator):
    """Translates strings with a Babelpress service.

    `OPTIONS`: those of `Client`; `SEVERE`: "hold" (the default) leaves a string whose translation has a severe finding
    (another number, a lost name) to a person, "keep" takes it.
    """

    display_name = "Babelpress"

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self.client = Client(options)
        self._hold = options.get("SEVERE", "hold") != "keep"

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """Translate strings; one that is left to a person is absent from the result.

        Raises `BabelpressError` if the service does not answer or refuses.
        """
        asked = list(strings)
        source, target = source_locale.language_code, target_locale.language_code
        made = self.client.translate([one.data for one in asked], source=source, target=target)
        kept: dict[StringValue, StringValue] = {}
        for string, one in zip(asked, made, strict=True):
            if one.severe and self._hold:
                logger.warning("left to a person, %s to %s: %s", source, target, "; ".join(one.severe))
            else:
                kept[string] = StringValue.from_translated_html(one.html)
        return kept

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        """Return whether the service has a route; False, with a warning in the log, where it does not answer."""
        source, target = source_locale.language_code, target_locale.language_code
        return source != target and _base(target) in self._known().get(_base(source), [])

    def _known(self) -> dict[str, list[str]]:
        until, known = _languages.get(self.client.url, (0.0, {}))
        if time.monotonic() >= until:
            try:
                known, lasts = self.client.languages(), _REMEMBERED
            except BabelpressError as error:
                logger.warning("%s", error)
                known, lasts = {}, _RETRIED
            _languages[self.client.url] = time.monotonic() + lasts, known
        return known


def _base(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()
