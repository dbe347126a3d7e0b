"""Human words at risk: what people do to a version, then what becomes of its source. Each case was written by hand.

No word that a person wrote is lost: it is in the version, or, where its source was removed, in the history. A text that
is perhaps false now is a conflict, and the version stays as it was to the byte.
"""

# ruff: noqa: E501  (a table with a line for each case)
import pytest

from babelpress.stages.profiles import load_profile
from babelpress.sync.run import resolve, sync
from babelpress.sync.store import Store

MD = """---
title: Le pont de Lyon ferme lundi
description: Les travaux durent 12 jours.
tags: [ville]
---

# Le pont ferme

Le maire de Lyon a signé l'accord le 3 mai. Les travaux coûtent 120 000 euros.

![Le pont vu du quai](pont.jpg "Photo du 3 mai")

> « Nous rouvrirons en juin », a dit Paul Durand.

- Le bus 12 passe par le quai.
- Le tram ne circule pas.

| Ligne | Fréquence |
|---|---|
| Bus 12 | toutes les 10 minutes |
| Tram 3 | toutes les 6 minutes |

La mairie n'a pas retiré sa plainte. Elle attend une réponse.

Le quai mesure 400 mètres.
"""

HTML = """<!DOCTYPE html>
<html lang="fr"><head><title>Le pont de Lyon ferme lundi</title><meta name="description" content="Les travaux durent 12 jours."></head>
<body><h1>Le pont ferme</h1>
<p>Le maire de <b>Lyon</b> a signé l'accord le 3 mai. Les travaux coûtent 120 000 euros.</p>
<figure><img src="pont.jpg" alt="Le pont vu du quai"><figcaption>Le pont le 3 mai.</figcaption></figure>
<blockquote><p>« Nous rouvrirons en juin », a dit Paul Durand.</p></blockquote>
<ul><li>Le bus 12 passe par le quai.</li><li>Le tram ne circule pas.</li></ul>
<table><tr><th>Ligne</th><th>Fréquence</th></tr><tr><td>Bus 12</td><td>toutes les 10 minutes</td></tr></table>
<p>La mairie n'a pas retiré sa plainte. Elle attend une réponse.</p>
</body></html>
"""

JSON = """{
  "title": "Le pont de Lyon ferme lundi",
  "body": "Les travaux coûtent 120 000 euros.",
  "items": ["Le bus 12 passe par le quai.", "Le tram ne circule pas."]
}
"""

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: nl\\n"

#: a.py:1
msgid "Les travaux coûtent 120 000 euros."
msgstr ""

#: a.py:2
msgid "Le tram ne circule pas."
msgstr ""

#: a.py:3
msgid "Le bus 12 passe par le quai."
msgstr ""
"""

XLF = """<xliff version="1.2"><file source-language="fr" datatype="x" original="y"><body>
<trans-unit id="1">
<source>Les travaux coûtent 120 000 euros.</source>
</trans-unit>
<trans-unit id="2">
<source>Le tram ne circule pas.</source>
</trans-unit>
<trans-unit id="3">
<source>Le bus 12 passe par le quai.</source>
</trans-unit>
</body></file></xliff>
"""
SOURCES = {"md": MD, "html": HTML, "json": JSON, "po": PO, "xlf": XLF}

KEEP, HELD, REMOVED = "kept", "held", "removed"
# name: (format, hand edits of the version, edits of the source, what becomes of the human text)
CASES = {
    # front matter and title
    "md title by hand, other edited": (
        "md",
        [("[nl] Le pont de Lyon ferme lundi", "Brug in Lyon gaat dicht")],
        [("Elle attend une réponse", "Elle attend la réponse")],
        KEEP,
    ),
    "md title by hand, its name edited": (
        "md",
        [("[nl] Le pont de Lyon ferme lundi", "Brug in Lyon gaat maandag dicht")],
        [("pont de Lyon ferme", "pont de Nice ferme")],
        HELD,
    ),
    "md title by hand, its day edited": (
        "md",
        [("[nl] Le pont de Lyon ferme lundi", "Brug in Lyon gaat maandag dicht")],
        [("ferme lundi", "ferme mardi")],
        HELD,
    ),
    "md title by hand, its wording edited": (
        "md",
        [("[nl] Le pont de Lyon ferme lundi", "Brug in Lyon gaat maandag dicht")],
        [("Le pont de Lyon ferme lundi", "Le vieux pont de Lyon ferme lundi")],
        KEEP,
    ),
    "md description by hand, number edited": (
        "md",
        [("[nl] Les travaux durent 12 jours.", "Het werk duurt twaalf dagen.")],
        [("durent 12 jours", "durent 15 jours")],
        HELD,
    ),
    "md description by hand, other edited": (
        "md",
        [("[nl] Les travaux durent 12 jours.", "Het werk duurt twaalf dagen.")],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "md key added by hand": (
        "md",
        [("tags: [ville]", "tags: [stad, brug]\nvertaler: Jan Jansen")],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "md key added by hand and tags edited": (
        "md",
        [("tags: [ville]", "tags: [stad, brug]\nvertaler: Jan Jansen")],
        [("tags: [ville]", "tags: [ville, pont]")],
        HELD,
    ),
    # captions
    "md alt by hand, other edited": (
        "md",
        [("\\[nl\\] Le pont vu du quai", "De brug vanaf de kade")],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "md caption by hand, date edited": (
        "md",
        [("[nl] Photo du 3 mai", "Foto van 3 mei")],
        [("Photo du 3 mai", "Photo du 4 mai")],
        HELD,
    ),
    "html caption by hand, date edited": (
        "html",
        [("[nl] Le pont le 3 mai.", "De brug op 3 mei.")],
        [("Le pont le 3 mai.", "Le pont le 5 mai.")],
        HELD,
    ),
    "html caption by hand, moved": (
        "html",
        [("[nl] Le pont le 3 mai.", "De brug op 3 mei.")],
        [("<h1>Le pont ferme</h1>\n", "<h1>Le pont ferme</h1>\n<p>Une phrase neuve.</p>\n")],
        KEEP,
    ),
    "html alt by hand, other edited": (
        "html",
        [("[nl] Le pont vu du quai", "De brug vanaf de kade")],
        [("Elle attend", "La ville attend")],
        KEEP,
    ),
    "html title by hand, name edited": (
        "html",
        [("[nl] Le pont de Lyon ferme lundi", "Brug in Lyon maandag dicht")],
        [("<title>Le pont de Lyon", "<title>Le pont de Nice")],
        HELD,
    ),
    "html meta by hand, number edited": (
        "html",
        [("[nl] Les travaux durent 12 jours.", "Het werk duurt 12 dagen.")],
        [("durent 12 jours", "durent 14 jours")],
        HELD,
    ),
    # paragraphs
    "md number": (
        "md",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [("120 000", "180 000")],
        HELD,
    ),
    "md number in words": (
        "md",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost honderdtwintigduizend euro.")],
        [("120 000", "180 000")],
        HELD,
    ),
    "md unit": (
        "md",
        [("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")],
        [("400 mètres", "400 pieds")],
        HELD,
    ),
    "md currency": (
        "md",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [("120 000 euros", "120 000 dollars")],
        HELD,
    ),
    "md date": (
        "md",
        [("[nl] Le maire de Lyon a signé l'accord le 3 mai.", "De burgemeester van Lyon tekende op 3 mei.")],
        [("l'accord le 3 mai", "l'accord le 4 mai")],
        HELD,
    ),
    "md name": (
        "md",
        [("[nl] Le maire de Lyon a signé l'accord le 3 mai.", "De burgemeester van Lyon tekende op 3 mei.")],
        [("maire de Lyon a", "maire de Nantes a")],
        HELD,
    ),
    "md negation gone": (
        "md",
        [("[nl] La mairie n'a pas retiré sa plainte.", "De stad trok de klacht niet in.")],
        [("n'a pas retiré", "a retiré")],
        HELD,
    ),
    "md negation new": (
        "md",
        [("[nl] Elle attend une réponse.", "Ze wacht op antwoord.")],
        [("Elle attend une réponse", "Elle n'attend aucune réponse")],
        HELD,
    ),
    "md quotation": (
        "md",
        [("[nl] “Nous rouvrirons en juin”, a dit Paul Durand.", "‘We gaan in juni weer open’, zei Paul Durand.")],
        [("Nous rouvrirons en juin", "Nous rouvrirons bientôt en juin")],
        HELD,
    ),
    "md speaker": (
        "md",
        [("[nl] “Nous rouvrirons en juin”, a dit Paul Durand.", "“We gaan in juni open”, zei Paul Durand.")],
        [("Paul Durand", "Jean Martin")],
        HELD,
    ),
    "md wording": (
        "md",
        [("[nl] Elle attend une réponse.", "Ze wacht op antwoord.")],
        [("Elle attend une réponse", "Elle attend une réponse rapide")],
        KEEP,
    ),
    "md opposite": (
        "md",
        [("[nl] Le pont ferme", "De brug gaat dicht")],
        [("# Le pont ferme", "# Le pont ouvre")],
        HELD,
    ),
    "md neighbour edited": (
        "md",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [("Le maire de Lyon a signé", "Le maire de Lyon a relu")],
        KEEP,
    ),
    "md paragraph deleted by hand, other edited": (
        "md",
        [("\n[nl] Le quai mesure 400 mètres.\n", "")],
        [("120 000", "180 000")],
        KEEP,
    ),
    "md paragraph deleted by hand, itself edited": (
        "md",
        [("\n[nl] Le quai mesure 400 mètres.\n", "")],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "md paragraph added by hand": (
        "md",
        [("[nl] Le quai mesure", "Lees ook: de brug van Vlaardingen.\n\n[nl] Le quai mesure")],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "md paragraph added by hand at end": (
        "md",
        [("[nl] Le quai mesure 400 mètres.\n", "[nl] Le quai mesure 400 mètres.\n\nVertaling: Jan Jansen\n")],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "md paragraphs joined by hand": (
        "md",
        [("réponse.\n\n[nl] Le quai mesure 400 mètres.", "réponse. De kade is 400 meter lang.")],
        [("120 000", "180 000")],
        KEEP,
    ),
    "md paragraphs joined by hand, number": (
        "md",
        [("réponse.\n\n[nl] Le quai mesure 400 mètres.", "réponse. De kade is 400 meter lang.")],
        [("400 mètres", "450 mètres")],
        HELD,
    ),
    "md paragraphs joined by hand in other words, name": (
        "md",
        [
            ("euros.\n\n![", "euros. Onder de brug: [nl]\n\n!["),
            ("[nl] “Nous rouvrirons en juin”, a dit Paul Durand.", "‘In juni weer open’, zei Durand."),
        ],
        [("Paul Durand", "Jean Martin")],
        HELD,
    ),
    "md item put into the paragraph before, negation": (
        "md",
        [
            (
                "- [nl] Le bus 12 passe par le quai.\n- [nl] Le tram ne circule pas.",
                "- [nl] Le bus 12 passe par le quai. De tram rijdt niet.",
            )
        ],
        [("Le tram ne circule pas", "Le tram circule")],
        HELD,
    ),
    "html paragraph put into the next, negation": (
        "html",
        [("</li><li>[nl] Le tram ne circule pas.", " De tram rijdt niet.")],
        [("Le tram ne circule pas", "Le tram circule")],
        HELD,
    ),
    "md paragraph split by hand": (
        "md",
        [
            (
                "[nl] La mairie n'a pas retiré sa plainte. [nl] Elle attend une réponse.",
                "De stad trok de klacht niet in.\n\nZe wacht op antwoord.",
            )
        ],
        [("120 000", "180 000")],
        KEEP,
    ),
    "md paragraph split by hand, negation": (
        "md",
        [
            (
                "[nl] La mairie n'a pas retiré sa plainte. [nl] Elle attend une réponse.",
                "De stad trok de klacht niet in.\n\nZe wacht op antwoord.",
            )
        ],
        [("n'a pas retiré", "a retiré")],
        HELD,
    ),
    "md source paragraph removed": (
        "md",
        [("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")],
        [("\nLe quai mesure 400 mètres.\n", "")],
        REMOVED,
    ),
    "md source paragraphs swapped": (
        "md",
        [("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")],
        [
            ("\nLe quai mesure 400 mètres.\n", ""),
            ("# Le pont ferme\n", "# Le pont ferme\n\nLe quai mesure 400 mètres.\n"),
        ],
        KEEP,
    ),
    "md moved and reworded": (
        "md",
        [("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")],
        [
            ("\nLe quai mesure 400 mètres.\n", ""),
            ("# Le pont ferme\n", "# Le pont ferme\n\nLe quai mesure environ 400 mètres.\n"),
        ],
        HELD,
    ),
    "md moved and number edited": (
        "md",
        [("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")],
        [
            ("\nLe quai mesure 400 mètres.\n", ""),
            ("# Le pont ferme\n", "# Le pont ferme\n\nLe quai mesure 500 mètres.\n"),
        ],
        HELD,
    ),
    "md sentence split in the source": (
        "md",
        [("[nl] Le maire de Lyon a signé l'accord le 3 mai.", "De burgemeester van Lyon tekende op 3 mei.")],
        [("a signé l'accord le 3 mai.", "a signé l'accord. C'était le 3 mai.")],
        HELD,
    ),
    "md sentences joined in the source": (
        "md",
        [
            (
                "[nl] La mairie n'a pas retiré sa plainte. [nl] Elle attend une réponse.",
                "De stad trok de klacht niet in. Ze wacht op antwoord.",
            )
        ],
        [("sa plainte. Elle attend une réponse.", "sa plainte et attend une réponse.")],
        HELD,
    ),
    "md cosmetic": (
        "md",
        [("[nl] La mairie n'a pas retiré sa plainte.", "De stad trok de klacht niet in.")],
        [("n'a pas retiré", "n’a pas retiré")],
        KEEP,
    ),
    "md source rewritten": (
        "md",
        [("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")],
        [(MD[MD.index("# Le pont") :], "# Autre sujet\n\nUne phrase entièrement différente parle des écoles.\n")],
        REMOVED,
    ),
    # lists and tables
    "md list by hand, number": (
        "md",
        [("[nl] Le bus 12 passe par le quai.", "Bus 12 rijdt over de kade.")],
        [("- Le bus 12 passe", "- Le bus 14 passe")],
        HELD,
    ),
    "md list by hand, item added before": (
        "md",
        [("[nl] Le bus 12 passe par le quai.", "Bus 12 rijdt over de kade.")],
        [("- Le bus 12 passe", "- Le métro est plein.\n- Le bus 12 passe")],
        KEEP,
    ),
    "md list item deleted by hand": (
        "md",
        [("- [nl] Le tram ne circule pas.\n", "")],
        [("Le bus 12 passe", "Le bus 12 roule")],
        KEEP,
    ),
    "md list items swapped by hand": (
        "md",
        [
            (
                "- [nl] Le bus 12 passe par le quai.\n- [nl] Le tram ne circule pas.",
                "- De tram rijdt niet.\n- Bus 12 rijdt over de kade.",
            )
        ],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "md cell by hand, other cell": (
        "md",
        [("[nl] toutes les 10 minutes", "om de 10 minuten")],
        [("toutes les 6 minutes", "toutes les 8 minutes")],
        KEEP,
    ),
    "md cell by hand, number": (
        "md",
        [("[nl] toutes les 10 minutes", "om de 10 minuten")],
        [("toutes les 10 minutes", "toutes les 20 minutes")],
        HELD,
    ),
    "md row added in the source": (
        "md",
        [("[nl] toutes les 10 minutes", "om de 10 minuten")],
        [("| Tram 3 |", "| Bus 7 | toutes les 30 minutes |\n| Tram 3 |")],
        KEEP,
    ),
    "md row deleted by hand": (
        "md",
        [("| [nl] Tram 3 | [nl] toutes les 6 minutes |\n", "")],
        [("400 mètres", "450 mètres")],
        KEEP,
    ),
    "html cell by hand, number": (
        "html",
        [("[nl] toutes les 10 minutes", "om de 10 minuten")],
        [("toutes les 10", "toutes les 15")],
        HELD,
    ),
    "html list by hand, negation": (
        "html",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [("Le tram ne circule pas", "Le tram circule")],
        HELD,
    ),
    "html link put in by hand": (
        "html",
        [("[nl] Elle attend une réponse.", 'Ze wacht op <a href="/nl/antwoord">antwoord</a>.')],
        [("120 000", "180 000")],
        KEEP,
    ),
    "html class changed by hand": (
        "html",
        [("<blockquote>", '<blockquote class="groot">')],
        [("120 000", "180 000")],
        KEEP,
    ),
    "html paragraph added by hand": (
        "html",
        [("<blockquote>", "<p>Lees ook dit.</p>\n<blockquote>")],
        [("120 000", "180 000")],
        KEEP,
    ),
    "html comment added by hand": (
        "html",
        [("<blockquote>", "<!-- gelezen door Jan -->\n<blockquote>")],
        [("120 000", "180 000")],
        KEEP,
    ),
    # both languages in a file, messages
    "json by hand, other": (
        "json",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [("120 000", "180 000")],
        KEEP,
    ),
    "json by hand, number": (
        "json",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [("120 000", "180 000")],
        HELD,
    ),
    "json key added in the source": (
        "json",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [('  "body"', '  "lead": "Une phrase neuve arrive.",\n  "body"')],
        KEEP,
    ),
    "json key removed in the source": (
        "json",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [('  "body": "Les travaux coûtent 120 000 euros.",\n', "")],
        REMOVED,
    ),
    "json key renamed in the source": (
        "json",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [('"body"', '"text"')],
        KEEP,
    ),
    "json key added by hand": (
        "json",
        [('  "body"', '  "translator": "Jan Jansen",\n  "body"')],
        [("120 000", "180 000")],
        KEEP,
    ),
    "po by hand, other": (
        "po",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [("120 000", "180 000")],
        KEEP,
    ),
    "po by hand, number": (
        "po",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [("120 000", "180 000")],
        HELD,
    ),
    "po message added": (
        "po",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [("#: a.py:2", '#: a.py:9\nmsgid "Une phrase neuve arrive."\nmsgstr ""\n\n#: a.py:2')],
        KEEP,
    ),
    "po comment by hand": ("po", [("#: a.py:2", "# gezien door Jan\n#: a.py:2")], [("120 000", "180 000")], KEEP),
    "po negation": (
        "po",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [("Le tram ne circule pas", "Le tram circule")],
        HELD,
    ),
    "po message removed": (
        "po",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [('#: a.py:2\nmsgid "Le tram ne circule pas."\nmsgstr ""\n\n', "")],
        REMOVED,
    ),
    "xlf by hand, other": (
        "xlf",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [("120 000", "180 000")],
        KEEP,
    ),
    "xlf by hand, number": (
        "xlf",
        [("[nl] Les travaux coûtent 120.000 euros.", "Het werk kost 120.000 euro.")],
        [("120 000", "180 000")],
        HELD,
    ),
    "xlf negation": (
        "xlf",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [("Le tram ne circule pas", "Le tram circule")],
        HELD,
    ),
    "xlf unit added": (
        "xlf",
        [("[nl] Le tram ne circule pas.", "De tram rijdt niet.")],
        [
            (
                '<trans-unit id="2">',
                '<trans-unit id="9">\n<source>Une phrase neuve arrive.</source>\n</trans-unit>\n<trans-unit id="2">',
            )
        ],
        KEEP,
    ),
    "xlf note by hand": (
        "xlf",
        [('<trans-unit id="2">\n', '<trans-unit id="2">\n<note>gezien door Jan</note>\n')],
        [("120 000", "180 000")],
        KEEP,
    ),
}


def lines_of(edits, machine):
    """Return the lines that people wrote."""
    return [line for _, new in edits for line in new.split("\n") if line.strip() and line not in machine]


def edited(text, edits):
    for old, new in edits:
        assert old in text, (old, text)
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("name", CASES)
def test_no_human_word_is_lost_and_none_is_published_that_may_be_false(name, syncs, tmp_path):
    ending, hands, sources, expected = CASES[name]
    path = tmp_path / "content" / f"a.{ending}"
    path.write_text(SOURCES[ending], encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    machine = file.read_text(encoding="utf-8")
    human = edited(machine, hands)
    file.write_text(human, encoding="utf-8")
    path.write_text(edited(SOURCES[ending], sources), encoding="utf-8")

    report = syncs()

    after = file.read_text(encoding="utf-8")
    severe = [one for one in report.conflicts if one.severe]
    lost = [line for line in lines_of(hands, machine) if line not in after]
    if expected == HELD:
        assert after == human and severe
    elif expected == KEEP:
        assert not lost and not severe
    else:
        with Store(tmp_path / "out", create=False) as store:
            history = str(store.history("a", "nl"))
        assert lost and all(line in history for line in lost) and not severe
    assert syncs().written == 0 and file.read_text(encoding="utf-8") == after


@pytest.mark.parametrize("take", ["human", "machine", "by hand"])
def test_a_text_that_people_put_into_another_is_decided_on_once(take, syncs, tmp_path):
    path = tmp_path / "content" / "a.md"
    path.write_text(MD, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    put = ("réponse.\n\n[nl] Le quai mesure 400 mètres.", "réponse. De kade is 400 meter lang.")
    human = edited(file.read_text(encoding="utf-8"), [put])
    file.write_text(human, encoding="utf-8")
    path.write_text(MD.replace("400 mètres", "450 mètres"), encoding="utf-8")
    [conflict] = syncs().conflicts

    if take == "by hand":
        file.write_text(human.replace("400", "450"), encoding="utf-8")
        syncs()
    else:
        resolve(tmp_path / "out", conflict.id, take)

    report = syncs()
    assert (report.written, report.conflicts) == (0, [])
    after = file.read_text(encoding="utf-8")
    assert after == human if take == "human" else "450 m" in after and "400 m" not in after


def test_a_renamed_source_takes_its_conflict_along(syncs, tmp_path):
    path = tmp_path / "content" / "a.md"
    path.write_text(MD, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    put = ("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")
    human = edited(file.read_text(encoding="utf-8"), [put])
    file.write_text(human, encoding="utf-8")
    path.unlink()
    (tmp_path / "content" / "b.md").write_text(MD.replace("400 mètres", "450 mètres"), encoding="utf-8")

    report = syncs()

    [conflict] = report.conflicts
    assert (conflict.article, conflict.human, conflict.severe) == ("b", "De kade is 400 meter lang.", True)
    assert [one.read_text(encoding="utf-8") for one in (tmp_path / "out" / "nl").iterdir()] == [human]


def test_human_words_stay_when_the_configuration_changes(syncs, tmp_path):
    path = tmp_path / "content" / "a.md"
    path.write_text(MD, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    put = ("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")
    human = edited(file.read_text(encoding="utf-8"), [put])
    file.write_text(human, encoding="utf-8")

    syncs(targets=("en", "nl"))
    assert file.read_text(encoding="utf-8") == human
    other = load_profile("fake", targets=["nl"], overrides=["translation.decoding.beam=3"])
    sync([tmp_path / "content"], tmp_path / "out", other, language="fr")

    assert "De kade is 400 meter lang." in file.read_text(encoding="utf-8")
    path.write_text(MD.replace("400 mètres", "450 mètres"), encoding="utf-8")
    assert [one.human for one in syncs(targets=("en", "nl")).conflicts] == ["De kade is 400 meter lang."]


JOINED = "Le maire parle. Il sourit souvent.\n\nLa gare ferme demain.\n\nIl pleut.\n"


@pytest.mark.parametrize("policy", ["hold", "keep", "machine"])
@pytest.mark.parametrize("dropped", [0, 1])
@pytest.mark.parametrize("words", ["Morgen sluit het station.", "[nl] La gare ferme demain."])
def test_a_text_that_people_joined_outlives_the_other_one(words, dropped, policy, syncs, tmp_path):
    """The source loses one of two paragraphs that stand as one in the version: what is there of the other one stays."""
    path = tmp_path / "content" / "a.md"
    path.write_text(JOINED, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n\n[nl] La gare ferme demain.", f" {words}"), encoding="utf-8")
    syncs()
    parts = JOINED.split("\n\n")
    path.write_text("\n\n".join(parts[:dropped] + parts[dropped + 1 :]), encoding="utf-8")

    syncs(policy=policy)

    after = file.read_text(encoding="utf-8")
    left = ("[nl] Le maire parle.", "[nl] Il sourit souvent.") if dropped else (words,)
    if policy == "machine" and not dropped:
        left = ("[nl] La gare ferme demain.",)
    assert all(one in after for one in left), after
    assert syncs(policy=policy).written == 0


PASSAGES = "Le maire parle. Il a vu 3 chiens. La salle rit.\n\nLa gare ferme. Le quai mesure 400 mètres.\n\nIl pleut.\n"


def test_texts_that_people_swapped_and_wrote_anew_have_their_conflicts(syncs, tmp_path):
    path = tmp_path / "content" / "a.md"
    path.write_text(PASSAGES, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    first, second, last = file.read_text(encoding="utf-8").split("\n\n")
    first = first.replace("[nl] Il a vu 3 chiens.", "Hij zag 3 honden.")
    file.write_text("\n\n".join((second, first, last)), encoding="utf-8")
    path.write_text(PASSAGES.replace("3 chiens", "4 chiens").replace("400", "450"), encoding="utf-8")

    [conflict] = syncs().conflicts

    assert (conflict.human, conflict.severe) == ("Hij zag 3 honden.", True)


def test_a_sentence_that_people_split_off_and_wrote_anew_has_its_conflict(syncs, tmp_path):
    path = tmp_path / "content" / "a.md"
    path.write_text(PASSAGES, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    text = file.read_text(encoding="utf-8")
    text = text.replace(" [nl] Le quai mesure 400 mètres.", "\n\nDe kade is 400 meter lang.")
    file.write_text(text.replace("[nl] La gare ferme.", "Het station gaat dicht."), encoding="utf-8")
    path.write_text(PASSAGES.replace("400", "450"), encoding="utf-8")

    [conflict] = syncs().conflicts

    assert conflict.human == "De kade is 400 meter lang." and conflict.severe
    assert "400 meter" in file.read_text(encoding="utf-8")
    resolve(tmp_path / "out", conflict.id, "machine")
    report = syncs()
    assert (report.written, report.conflicts) == (0, [])
    after = file.read_text(encoding="utf-8")
    assert "450" in after and "400" not in after and "Het station gaat dicht." in after


@pytest.mark.parametrize("policy", ["hold", "keep"])
def test_an_edit_of_the_wording_does_not_close_a_conflict_about_a_number(policy, syncs, tmp_path):
    path = tmp_path / "content" / "a.md"
    path.write_text(MD, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    put = ("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang.")
    file.write_text(edited(file.read_text(encoding="utf-8"), [put]), encoding="utf-8")
    path.write_text(MD.replace("400 mètres", "450 mètres"), encoding="utf-8")
    syncs(policy=policy)
    path.write_text(MD.replace("mesure 400 mètres", "fait 450 mètres"), encoding="utf-8")

    [conflict] = syncs(policy=policy).conflicts

    assert conflict.severe and "number" in conflict.facets
    assert (conflict.old_source, conflict.new_source) == ("Le quai mesure 400 mètres.", "Le quai fait 450 mètres.")


def test_two_texts_that_people_swapped_and_edited_both_are_told_apart(syncs, tmp_path):
    """Their order alone pairs each with the other one."""
    path = tmp_path / "content" / "a.md"
    path.write_text(PASSAGES, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    first, second, last = file.read_text(encoding="utf-8").split("\n\n")
    first = first.replace("La salle rit.", "Heel de zaal lacht.")
    second = second.replace("La gare ferme.", "Het station gaat dicht.")
    file.write_text("\n\n".join((second, first, last)), encoding="utf-8")
    path.write_text(PASSAGES.replace("La gare ferme.", "La gare ferme demain."), encoding="utf-8")

    report = syncs(policy="keep")

    after = file.read_text(encoding="utf-8")
    assert all(one in after for one in ("Heel de zaal lacht.", "Het station gaat dicht.", "3 chiens", "400"))
    assert after.index("400") < after.index("3 chiens")
    assert all("station" in one.human for one in report.conflicts)


def test_a_sentence_written_anew_in_a_text_that_people_joined_has_its_conflict(syncs, tmp_path):
    """Beside it stands a sentence of the machine, which is recognized."""
    path = tmp_path / "content" / "a.md"
    path.write_text(PASSAGES, encoding="utf-8")
    file = tmp_path / "out" / syncs().articles[0].versions[0].path
    text = file.read_text(encoding="utf-8").replace("\n\n[nl] La gare ferme.", " [nl] La gare ferme.")
    file.write_text(text.replace("[nl] Le quai mesure 400 mètres.", "De kade is 400 meter lang."), encoding="utf-8")
    path.write_text(PASSAGES.replace("400", "450"), encoding="utf-8")

    [conflict] = syncs().conflicts

    assert "De kade is 400 meter lang." in conflict.human and conflict.severe
