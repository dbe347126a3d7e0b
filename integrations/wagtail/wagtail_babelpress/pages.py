"""Pages in several languages at once, never over what a person wrote."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from wagtail_babelpress.client import BabelpressError
from wagtail_babelpress.translator import BabelpressTranslator

State = Literal["draft", "published", "waiting", "by hand", "no route"]


@dataclass(frozen=True)
class Outcome:
    """What was done for a page in one language.

    `translated` strings are new; `left` strings are for a person, who finds them empty in the editor; `manual` strings
    were written by a person and are as they were. `state`: a new draft; published; `waiting`, the texts are in the
    editor of a page that is online already, for somebody to publish; `by hand`, the page was taken out of
    wagtail-localize, nothing was done; `no route`, the service does not translate into this language.
    """

    locale: Locale
    state: State
    translated: int = 0
    left: int = 0
    manual: int = 0


def translator() -> BabelpressTranslator:
    """Return the translator of the settings. Raises `ImproperlyConfigured` if it is another one."""
    found = get_machine_translator()
    if not isinstance(found, BabelpressTranslator):
        raise ImproperlyConfigured(
            "CLASS of WAGTAILLOCALIZE_MACHINE_TRANSLATOR must be wagtail_babelpress.translator.BabelpressTranslator"
        )
    return found


def translate_page(
    page: Page,
    locales: Iterable[Locale] | None = None,
    *,
    user: AbstractBaseUser | None = None,
    publish: bool = False,
    renew: bool = False,
) -> list[Outcome]:
    """Translate a page, and the snippets that it shows, into several languages (None: all others of the site).

    Only strings without a translation are asked for; `renew` asks again for those that a machine wrote. A string that a
    person wrote is never changed. New pages are drafts unless `publish`; what is online changes only with `publish`.

    Raises `BabelpressError` if the service does not answer or refuses; nothing of that language is stored then.
    """
    return list(translations(page, locales, user=user, publish=publish, renew=renew))


def translations(
    page: Page,
    locales: Iterable[Locale] | None = None,
    *,
    user: AbstractBaseUser | None = None,
    publish: bool = False,
    renew: bool = False,
) -> Iterator[Outcome]:
    """Do what `translate_page` does; yield what was done for each language before the next one is begun."""
    machine = translator()
    targets = list(Locale.objects.exclude(pk=page.locale_id) if locales is None else locales)
    source, created = TranslationSource.get_or_create_from_instance(page.specific)
    if not created:
        source.update_from_db()
    for locale in targets:
        if locale.pk == page.locale_id:
            continue
        if not machine.can_translate(page.locale, locale):
            machine.client.languages()  # says why, where the service does not answer
            yield Outcome(locale, "no route")
            continue
        for related in _related(source, publish=publish):
            _translate(machine, related, locale, user=user, publish=publish, renew=renew)
        yield _translate(machine, source, locale, user=user, publish=publish, renew=renew)


def _related(source: TranslationSource, *, publish: bool) -> list[TranslationSource]:
    """Return the snippets that a page shows; those that cannot be drafts only where they may be published."""
    found = []
    for segment in source.relatedobjectsegment_set.all():
        instance = segment.object.get_instance(source.locale)
        if not isinstance(instance, Page) and (publish or isinstance(instance, DraftStateMixin)):
            related, created = TranslationSource.get_or_create_from_instance(instance)
            if not created:
                related.update_from_db()
            found.append(related)
    return found


def _translate(
    machine: BabelpressTranslator,
    source: TranslationSource,
    locale: Locale,
    *,
    user: AbstractBaseUser | None,
    publish: bool,
    renew: bool,
) -> Outcome:
    # A page that exists in this language without a record was written there by hand.
    known = Translation.objects.filter(source=source, target_locale=locale).first()
    target = _existing(source, locale)
    alias = getattr(target, "alias_of_id", None) is not None
    if (known and not known.enabled) or (known is None and target is not None and not alias):
        return Outcome(locale, "by hand")
    segments = list(source.stringsegment_set.select_related("string", "context"))
    there = {(one.translation_of_id, one.context_id): one for one in _texts(source, locale)}
    asked: dict[StringValue, list[StringSegment]] = {}
    for segment in segments:
        before = there.get((segment.string_id, segment.context_id))
        if before is None or (renew and before.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE):
            asked.setdefault(segment.string.as_value(), []).append(segment)
    made = machine.translate(source.locale, locale, list(asked)) if asked else {}
    with transaction.atomic():
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
        for string, value in made.items():
            _store(asked[string], locale, value.data, user=user, renew=renew)
        state = _save(translation, target, user=user, publish=publish)
    after = {(one.translation_of_id, one.context_id): one for one in _texts(source, locale)}
    here = [after.get((one.string_id, one.context_id)) for one in segments]
    return Outcome(
        locale,
        state,
        translated=sum(len(asked[string]) for string in made),
        left=here.count(None),
        manual=sum(bool(one) and one.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL for one in here),
    )


def _existing(source: TranslationSource, locale: Locale) -> Any:
    try:
        return source.get_translated_instance(locale)
    except source.specific_content_type.model_class().DoesNotExist:
        return None


def _texts(source: TranslationSource, locale: Locale) -> Iterable[StringTranslation]:
    strings = source.stringsegment_set.values_list("string_id", flat=True)
    return StringTranslation.objects.filter(translation_of_id__in=strings, locale=locale)


def _store(
    segments: Sequence[StringSegment], locale: Locale, html: str, *, user: AbstractBaseUser | None, renew: bool
) -> None:
    """Keep a translation of a string wherever nobody else wrote one in the meantime."""
    values = {
        "data": html,
        "tool_name": BabelpressTranslator.display_name,
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    for segment in segments:
        key = {"translation_of_id": segment.string_id, "locale": locale, "context_id": segment.context_id}
        _, created = StringTranslation.objects.get_or_create(**key, defaults={**values, "translation_type": machine})
        if not created and renew:
            StringTranslation.objects.filter(**key, translation_type=machine).update(**values)


def _save(translation: Translation, target: Any, *, user: AbstractBaseUser | None, publish: bool) -> State:
    """Write the page. wagtail-localize also changes what is online when it writes a draft of it: that waits."""
    if not publish and target is not None and getattr(target, "live", True):
        return "waiting"
    try:
        translation.save_target(user=user, publish=publish)
    except ValidationError as error:
        said = "; ".join(error.messages)
        raise BabelpressError(
            f"{translation.target_locale}: Wagtail does not accept the translation: {said}"
        ) from error
    return "published" if publish else "draft"
