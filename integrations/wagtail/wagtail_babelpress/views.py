"""The view behind the button "Translate with Babelpress"."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.models import Locale, Page

from wagtail_babelpress.client import BabelpressError
from wagtail_babelpress.pages import Outcome, translations

_STATES = {
    "draft": "draft",
    "published": "published",
    "waiting": "in the editor, not online until somebody publishes it",
    "by hand": "not touched, this page is translated by hand",
    "no route": "the service does not translate into this language",
}


class TranslateForm(forms.Form):
    """The languages of a page to translate, and what to do with them."""

    locales = forms.ModelMultipleChoiceField(Locale.objects.none(), widget=forms.CheckboxSelectMultiple)
    renew = forms.BooleanField(required=False, label="Translate again what a machine translated")
    publish = forms.BooleanField(required=False, label="Publish the translations at once")


def translate(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the languages; with POST, translate the page into them."""
    page = get_object_or_404(Page, id=page_id, depth__gt=1).specific
    may = page.permissions_for_user(request.user)
    if not request.user.has_perm("wagtail_localize.submit_translation") or not may.can_edit():
        raise PermissionDenied
    others = Locale.objects.exclude(pk=page.locale_id)
    form = TranslateForm(request.POST or None, initial={"locales": others})
    form.fields["locales"].queryset = others
    if not may.can_publish():
        del form.fields["publish"]
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        locales = list(asked["locales"])
        done: list[Outcome] = []
        try:
            for outcome in translations(
                page, locales, user=request.user, publish=asked.get("publish", False), renew=asked["renew"]
            ):
                done.append(outcome)
                level = messages.WARNING if outcome.left or outcome.state == "no route" else messages.SUCCESS
                messages.add_message(request, level, said(outcome))
        except BabelpressError as error:  # the next language would fail the same way
            messages.error(request, f"{locales[len(done)]}: {error}")
        return redirect(reverse("wagtailadmin_explore", args=[page.get_parent().id]))
    return TemplateResponse(request, "wagtail_babelpress/translate.html", {"page": page, "form": form})


def said(outcome: Outcome) -> str:
    """Return a sentence for an editor."""
    parts = [f"{outcome.locale}: {_STATES[outcome.state]}"]
    if outcome.state not in ("by hand", "no route"):
        parts.append(f"{outcome.translated} new")
        if outcome.manual:
            parts.append(f"{outcome.manual} by a person, unchanged")
        if outcome.left:
            parts.append(f"{outcome.left} left to a person")
    return ", ".join(parts)
