"""Pages of a real Wagtail site, translated by a running service (`BABELPRESS_URL`)."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import Client
from newsroom.models import ArticlePage, Author
from wagtail.models import Locale, Page
from wagtail_babelpress import pages as babelpress
from wagtail_babelpress import translator
from wagtail_babelpress.client import BabelpressError, Translated
from wagtail_babelpress.translator import BabelpressTranslator
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

OTHERS = ["de", "en", "es", "nl", "pt-pt"]


def version(article: ArticlePage, code: str) -> ArticlePage:
    """The latest draft of an article in a language."""
    return article.get_translation(Locale.objects.get(language_code=code)).get_latest_revision_as_object()


def test_five_languages_in_one_action(article, editor):
    url = f"/admin/babelpress/translate/{article.pk}/"
    assert all(name in editor.get(url).content.decode() for name in ("Dutch", "Portuguese"))
    assert url in editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()

    answer = editor.post(url, {"locales": [one.pk for one in Locale.objects.exclude(language_code="fr")]}, follow=True)

    assert answer.status_code == 200
    assert sorted(one.locale.language_code for one in article.get_translations()) == OTHERS
    for code in OTHERS:
        made = version(article, code)
        assert not article.get_translation(made.locale).live
        assert made.title not in ("", article.title) and made.author.about != article.author.about
        assert made.author.name == "Jeanne Petit"
        assert re.findall("<(/?[a-z]+)", made.body) == re.findall("<(/?[a-z]+)", article.body)
        assert 'href="https://exemple.fr/pont?a=1&amp;b=2"' in made.body
        assert "12" in made.body and "12" in made.boxes[0].value
    assert version(article, "en").boxes[1].value == "It rains."


def test_what_a_person_wrote_stays(article):
    babelpress.translate_page(article)
    nl = Locale.objects.get(language_code="nl")
    hand = StringTranslation.objects.get(locale=nl, translation_of__data="Le pont a ouvert lundi.")
    hand.data, hand.translation_type = "De brug ging maandag open.", StringTranslation.TRANSLATION_TYPE_MANUAL
    hand.save()
    old = StringTranslation.objects.filter(locale=nl, translation_type="machine").first()
    StringTranslation.objects.filter(pk=old.pk).update(data="verouderd")

    (again,) = babelpress.translate_page(article, [nl])
    assert (again.translated, again.manual, again.left) == (0, 1, 0)
    (renewed,) = babelpress.translate_page(article, [nl], renew=True)

    assert renewed.manual == 1 and renewed.translated > 1
    hand.refresh_from_db()
    old.refresh_from_db()
    assert (hand.data, hand.translation_type) == ("De brug ging maandag open.", "manual")
    assert old.data != "verouderd"
    assert version(article, "nl").standfirst == "De brug ging maandag open."


def test_a_person_who_writes_while_the_service_works_wins(article, monkeypatch):
    nl = Locale.objects.get(language_code="nl")
    translate = BabelpressTranslator.translate

    def slow(self, source, target, strings):
        made = translate(self, source, target, strings)
        segment = TranslationSource.objects.get(object_id=article.translation_key).stringsegment_set.get(
            string__data="Le pont a ouvert lundi."
        )
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, context=segment.context, locale=nl, defaults={"data": "Van een mens."}
        )
        return made

    monkeypatch.setattr(BabelpressTranslator, "translate", slow)
    babelpress.translate_page(article, [nl], renew=True)

    assert version(article, "nl").standfirst == "Van een mens."


def test_only_what_changed_is_asked_for_again(article, monkeypatch):
    babelpress.translate_page(article)
    asked = []
    translate = BabelpressTranslator.translate
    monkeypatch.setattr(
        BabelpressTranslator,
        "translate",
        lambda self, a, b, strings: asked.append([one.data for one in strings]) or translate(self, a, b, strings),
    )
    article.standfirst = "Le pont a fermé mardi."
    article.save_revision().publish()

    babelpress.translate_page(ArticlePage.objects.get(pk=article.pk))

    assert asked == [["Le pont a fermé mardi."]] * 5


def test_a_page_that_is_online_waits_for_a_person(article):
    nl = Locale.objects.get(language_code="nl")
    (first,) = babelpress.translate_page(article, [nl], publish=True)
    online = ArticlePage.objects.get(locale=nl)
    article.standfirst = "Le pont est beau."
    article.save_revision().publish()

    (second,) = babelpress.translate_page(ArticlePage.objects.get(pk=article.pk), [nl])

    assert (first.state, second.state) == ("published", "waiting") and second.translated == 1
    assert online.live and ArticlePage.objects.get(locale=nl).standfirst == online.standfirst


def test_a_page_translated_by_hand_is_not_touched(article):
    nl = Locale.objects.get(language_code="nl")
    page = article.copy_for_translation(nl, copy_parents=True)
    page.title = "De brug is open"
    page.save_revision()
    de = Locale.objects.get(language_code="de")
    babelpress.translate_page(article, [de])
    Translation.objects.filter(target_locale=de).update(enabled=False)

    outcomes = babelpress.translate_page(article, [nl, de], renew=True)

    assert [one.state for one in outcomes] == ["by hand", "by hand"]
    assert version(article, "nl").title == "De brug is open"


def test_wagtail_localize_itself_calls_it(article, editor):
    """The button "Translate with Babelpress" of wagtail-localize's own editor."""
    nl = Locale.objects.get(language_code="nl")
    editor.post(f"/admin/localize/submit/page/{article.pk}/", {"locales": [nl.pk]})
    translation = Translation.objects.get(target_locale=nl, source__object_id=article.translation_key)

    editor.post(f"/admin/localize/translate/{translation.pk}/machine_translate/", {"next": "/admin/"})

    made = StringTranslation.objects.filter(locale=nl)
    assert made.count() and {(one.translation_type, one.tool_name) for one in made} == {("machine", "Babelpress")}


def test_a_severe_finding_is_left_to_a_person(article, monkeypatch):
    monkeypatch.setattr(
        "wagtail_babelpress.client.Client.translate",
        lambda self, texts, **_: [Translated("x", ("numbers: 12 is lost",) if "12" in text else ()) for text in texts],
    )
    (outcome,) = babelpress.translate_page(article, [Locale.objects.get(language_code="nl")])

    assert outcome.left == 2 and outcome.state == "draft"
    assert "12 millions" in version(article, "nl").body


def test_a_language_without_a_route(article):
    ja = Locale.objects.create(language_code="ja")

    outcomes = babelpress.translate_page(article, [ja])

    assert [one.state for one in outcomes] == ["no route"] and not article.get_translations().exists()


def test_the_command(article, capsys):
    call_command("translate_pages", str(article.pk), locale=["nl", "pt-pt"])

    assert sorted(one.locale.language_code for one in article.get_translations()) == ["nl", "pt-pt"]
    said = capsys.readouterr().out
    assert "Le pont est ouvert: Dutch: draft" in said
    for pages, options, reason in ((["99"], {}, "id 99"), ([], {"locale": ["xx"]}, "no language xx; it has de, en")):
        with pytest.raises(CommandError, match=reason):
            call_command("translate_pages", *pages, **options)


def test_a_service_that_is_down(article, editor, settings_url):
    settings_url("http://127.0.0.1:9")
    with pytest.raises(BabelpressError, match="is `babelpress serve` running"):
        babelpress.translate_page(article)
    url = f"/admin/babelpress/translate/{article.pk}/"
    nl = Locale.objects.get(language_code="nl")

    answer = editor.post(url, {"locales": [nl.pk]}, follow=True)
    assert "is `babelpress serve` running" in answer.content.decode().replace("&#x27;", "'")
    editor.post(f"/admin/localize/submit/page/{article.pk}/", {"locales": [nl.pk]})
    edit = Page.objects.get(translation_key=article.translation_key, locale=nl).pk
    assert editor.get(f"/admin/pages/{edit}/edit/").status_code == 200

    assert not StringTranslation.objects.exists() and Author.objects.count() >= 1


def test_a_failure_in_the_middle_is_a_message(article, editor, monkeypatch):
    nl = Locale.objects.get(language_code="nl")
    editor.post(f"/admin/localize/submit/page/{article.pk}/", {"locales": [nl.pk]})
    translation = Translation.objects.get(target_locale=nl, source__object_id=article.translation_key)

    def refused(*_, **__):
        raise BabelpressError("the service refused (429): Slowdown")

    monkeypatch.setattr("wagtail_babelpress.client.Client.translate", refused)
    answer = editor.post(
        f"/admin/localize/translate/{translation.pk}/machine_translate/", {"next": "/admin/"}, follow=True
    )

    assert answer.status_code == 200 and "Slowdown" in answer.content.decode()


def test_the_view_reads_the_page_once_and_tells_what_was_done_before_a_failure(article, editor, monkeypatch):
    babelpress.translate_page(article)
    read: list[int] = []
    update, translate = TranslationSource.update_from_db, babelpress._translate

    def failing(machine, source, locale, **options):
        if locale.language_code == "nl" and source.specific_content_type.model == "articlepage":
            raise BabelpressError("the service refused (429): Slowdown")
        return translate(machine, source, locale, **options)

    monkeypatch.setattr(TranslationSource, "update_from_db", lambda one: (read.append(one.pk), update(one)))
    monkeypatch.setattr(babelpress, "_translate", failing)
    locales = [Locale.objects.get(language_code=code).pk for code in ("de", "nl")]
    said = editor.post(f"/admin/babelpress/translate/{article.pk}/", {"locales": locales}, follow=True)

    own = TranslationSource.objects.get(object_id=article.translation_key).pk
    assert read.count(own) == 1
    assert "German: in the editor" in said.content.decode() or "German: draft" in said.content.decode()
    assert "Dutch: the service refused (429): Slowdown" in said.content.decode()


def test_who_may_not_edit_may_not_translate(article):
    user = get_user_model().objects.create_user("paul", "paul@exemple.fr", "secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = Client()
    browser.force_login(user)

    answer = browser.post(f"/admin/babelpress/translate/{article.pk}/", {"locales": [1]})

    assert answer.status_code in (302, 403) and not article.get_translations().exists()


@pytest.fixture
def settings_url(monkeypatch):
    def change(url: str) -> None:
        monkeypatch.setitem(settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"], "URL", url)

    monkeypatch.setattr(translator, "_languages", {})
    return change
