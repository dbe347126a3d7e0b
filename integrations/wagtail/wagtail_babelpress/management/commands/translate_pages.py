"""`manage.py translate_pages`: pages into the other languages of the site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale, Page

from wagtail_babelpress.client import BabelpressError
from wagtail_babelpress.pages import translations
from wagtail_babelpress.views import said


class Command(BaseCommand):
    """Translates pages; exits 1 where something is left to a person."""

    help = "Translate pages of the default language into the other languages of the site with Babelpress."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("pages", nargs="*", type=int, help="ids of pages (none: all pages that are online)")
        parser.add_argument("--locale", action="append", help="the code of a language (repeat; none: all others)")
        parser.add_argument("--publish", action="store_true", help="publish the translations")
        parser.add_argument("--renew", action="store_true", help="translate again what a machine translated")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        default = Locale.get_default()
        every = Page.objects.filter(locale=default, depth__gt=1, alias_of=None).order_by("path")
        pages = list(every.filter(pk__in=options["pages"]) if options["pages"] else every.live())
        if absent := sorted(set(options["pages"]) - {page.pk for page in pages}):
            raise CommandError(f"no page of the default language ({default}) has the id {', '.join(map(str, absent))}")
        locales = self._locales(options["locale"])
        left = 0
        for page in pages:
            try:
                for outcome in translations(page, locales, publish=options["publish"], renew=options["renew"]):
                    self.stdout.write(f"{page}: {said(outcome)}")
                    left += outcome.left + (outcome.state == "no route")
            except BabelpressError as error:
                raise CommandError(f"{page}: {error}") from error
        if left:
            raise CommandError(f"{left} texts are left to a person; see above", returncode=1)

    def _locales(self, codes: list[str] | None) -> list[Locale] | None:
        if codes is None:
            return None
        known = {one.language_code: one for one in Locale.objects.all()}
        if absent := [code for code in codes if code not in known]:
            raise CommandError(f"the site has no language {', '.join(absent)}; it has {', '.join(sorted(known))}")
        return [known[code] for code in codes]
