"""What the application adds to Wagtail's admin."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page

from wagtail_babelpress.views import translate


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the views."""
    return [path("babelpress/translate/<int:page_id>/", translate, name="babelpress_translate")]


def buttons(
    page: Page, user: AbstractBaseUser, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """Return the button of a page: not for one that is itself made from another language."""
    allowed = user.has_perm("wagtail_localize.submit_translation") and page.permissions_for_user(user).can_edit()
    if page.is_root() or page.alias_of_id or page.locale_id != Locale.get_default().pk or not allowed:
        return
    url = reverse("babelpress_translate", args=[page.id])
    yield Button("Translate with Babelpress", url, priority=61, icon_name="wagtail-localize-language")


hooks.register("register_page_header_buttons", buttons)
hooks.register("register_page_listing_more_buttons", buttons)
