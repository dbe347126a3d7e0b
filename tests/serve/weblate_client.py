"""Weblate's own classes against a service: `weblate_client.py URL`, with a Python that has Weblate.

Prints what they answered as JSON. Weblate's database is not used, its cache is in memory.
"""

import json
import os
import sys
from importlib.util import find_spec
from unittest.mock import MagicMock

import django
from django.conf import settings

os.environ.setdefault("WEBLATE_DATA_DIR", "/nonexistent")
# Only for Weblate's pictures, and hard to install.
absent = [name for name in ("cairo", "gi", "gi.repository") if find_spec(name.partition(".")[0]) is None]
sys.modules.update({name: MagicMock() for name in absent})
import weblate.settings_example as example  # noqa: E402

values = {name: getattr(example, name) for name in dir(example) if name.isupper()}
values |= {
    "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "LOGGING": {},
    "ENABLE_HTTPS": False,
    "SITE_DOMAIN": "weblate.example",
}
settings.configure(**values)
django.setup()

from weblate.machinery.base import MachineTranslationError  # noqa: E402
from weblate.machinery.deepl import DeepLTranslation  # noqa: E402
from weblate.machinery.libretranslate import LibreTranslateTranslation  # noqa: E402


def main(url: str) -> None:
    libre = LibreTranslateTranslation({"url": f"{url}/", "key": ""})
    deepl = DeepLTranslation({"url": f"{url}/v2/", "key": "k", "formality": "default", "context": ""})
    made = {}
    for name, machine, code in (("libretranslate", libre, "fr"), ("deepl", deepl, "FR")):
        machine.validate_settings()
        languages = machine.download_languages()
        texts = [("Il pleut.", None), ("Vous avez [X0X] messages.", None)]
        if name == "deepl":
            texts[1] = ('Vous avez <x id="0"></x> messages.', None)
        found = machine.download_multiple_translations(code, "nl" if name == "libretranslate" else "NL", texts, None)
        made[name] = {
            "languages": sorted(map(str, languages)),
            "texts": {source: [one["text"] for one in several] for source, several in found.items()},
        }
        try:
            machine.download_multiple_translations(code, "xx", [("Il pleut.", None)], None)
        except (MachineTranslationError, OSError) as error:
            made[name]["refused"] = str(error)
    json.dump(made, sys.stdout)


main(sys.argv[1])
