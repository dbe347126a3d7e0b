"""Where the versions of documents go."""

import pytest

from babelpress.formats.layouts import GENERATORS, Placement, page_address, path_language

BY_NAME = {one.name: one for one in GENERATORS}

SUBTREE = [
    (None, "content/fr/blog/Été.md", "content/nl/blog/Été.md"),
    (None, "fr/index.html", "nl/index.html"),
    (None, "fr-FR/index.html", "nl/index.html"),
    (None, "blog/page.fr.md", "blog/page.nl.md"),
    (None, "page.md", "nl/page.md"),
    (None, "locales/fr.json", "locales/nl.json"),
    (None, "locales/fr_FR.json", "locales/nl.json"),
    (None, "messages_fr.properties", "messages_nl.properties"),
    (None, "locale/fr/LC_MESSAGES/django.po", "locale/nl/LC_MESSAGES/django.po"),
    (None, "fr.lproj/Localizable.strings", "nl.lproj/Localizable.strings"),
    (None, "app/src/main/res/values-fr/strings.xml", "app/src/main/res/values-nl/strings.xml"),
    (None, "app/src/main/res/values/strings.xml", "app/src/main/res/values-nl/strings.xml"),
    (None, "lib/l10n/app_fr.arb", "lib/l10n/app_nl.arb"),
    ("Docusaurus", "docs/guide/intro.md", "i18n/nl/docusaurus-plugin-content-docs/current/guide/intro.md"),
    ("Docusaurus", "versioned_docs/version-1.0/a.md", "i18n/nl/docusaurus-plugin-content-docs/version-1.0/a.md"),
    ("Docusaurus", "blog/2024-01-01-a.md", "i18n/nl/docusaurus-plugin-content-blog/2024-01-01-a.md"),
    ("Docusaurus", "src/pages/aide.mdx", "i18n/nl/docusaurus-plugin-content-pages/aide.mdx"),
    ("Docusaurus", "i18n/fr/code.json", "i18n/nl/code.json"),
    ("Hugo", "content/blog/a.md", "content/nl/blog/a.md"),
    ("VitePress", "guide/a.md", "nl/guide/a.md"),
    ("VitePress", "src/guide/a.md", "src/nl/guide/a.md"),
    ("MkDocs", "docs/guide/a.md", "docs/nl/guide/a.md"),
    ("Astro", "src/content/docs/a.mdx", "src/content/docs/nl/a.mdx"),
    ("Astro", "src/pages/a.md", "src/pages/nl/a.md"),
    ("Eleventy", "src/blog/a.md", "src/nl/blog/a.md"),
    ("Eleventy", "src/_includes/layouts/a.njk", "src/_includes/nl/layouts/a.njk"),
    ("Jekyll", "_layouts/a.html", "_layouts/nl/a.html"),
    ("Jekyll", "_posts/2024-01-01-a.md", "nl/_posts/2024-01-01-a.md"),
    ("Jekyll", "_docs/a.md", "_docs/nl/a.md"),
    ("Jekyll", "_pages/a.md", "_pages/nl/a.md"),
    ("Jekyll", "content/_startups/a.md", "content/_startups/nl/a.md"),
    ("Jekyll", "blog/_posts/2024-01-01-a.md", "nl/blog/_posts/2024-01-01-a.md"),
    ("Jekyll", "contact.md", "nl/contact.md"),
    ("Jekyll", "_data/fr/menu.yml", "_data/nl/menu.yml"),
]


@pytest.mark.parametrize(("generator", "path", "expected"), SUBTREE)
def test_subtree_puts_the_language_where_the_site_has_it(generator, path, expected):
    placement = Placement(layout="subtree", generator=BY_NAME.get(generator))

    assert placement.path(path, source="fr", target="nl") == expected
    assert placement.path(path, source="fr", target="fr") == path
    assert path_language(expected) == "nl"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("blog/page.md", "blog/page.nl.md"),
        ("blog/page.fr.md", "blog/page.nl.md"),
        ("a.b/page.tar.md", "a.b/page.tar.nl.md"),
        ("messages.properties", "messages_nl.properties"),
        ("messages-fr.json", "messages-nl.json"),
        ("un-de-fr.md", "un-de-fr.nl.md"),
        ("fr.json", "nl.json"),
        ("sans-fin", "sans-fin.nl"),
    ],
)
def test_suffix_puts_the_language_before_the_ending(path, expected):
    assert Placement(layout="suffix").path(path, source="fr", target="nl") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("fr/blog/a.md", "nl/blog/a.md"),
        ("blog/fr/a.md", "nl/blog/fr/a.md"),
        ("fr.md", "nl/fr.md"),
        ("en/a.md", "nl/en/a.md"),
    ],
)
def test_a_copy_of_a_folder_of_languages_has_no_language_twice(path, expected):
    placement = Placement(layout="folder")

    assert placement.path(path, source="fr", target="nl") == expected
    assert placement.folder_of(path, source="fr", target="nl") == expected
    assert placement.path(path, source="fr", target="fr") == expected.replace("nl/", "fr/", 1)


def test_languages_may_be_called_otherwise():
    placement = Placement(layout="subtree", codes={"pt": "pt-br"})

    assert placement.path("content/fr/a.md", source="fr", target="pt") == "content/pt-br/a.md"
    assert placement.path("locale/fr_FR/a.po", source="fr", target="pt") == "locale/pt_BR/a.po"
    assert placement.path("res/values-fr/a.xml", source="fr", target="pt") == "res/values-pt-rBR/a.xml"


def test_a_name_that_would_be_too_long_is_cut_and_stays_unique():
    long = Placement(layout="suffix").path(f"{'é' * 125}.md", source="fr", target="nl")
    other = Placement(layout="suffix").path(f"{'é' * 124}e.md", source="fr", target="nl")

    assert len(long.encode()) <= 255
    assert long.endswith(".nl.md")
    assert long != other


@pytest.mark.parametrize(
    ("generator", "path", "expected"),
    [
        ("Hugo", "content/fr/blog/_index.md", "/fr/blog"),
        ("Hugo", "content/blog/a.md", "/blog/a"),
        ("Jekyll", "fr/_posts/2024-01-02-un-mot.md", "/fr/2024/01/02/un-mot"),
        ("Jekyll", "_docs/a.md", "/docs/a"),
        ("Jekyll", "content/_startups/nl/a.md", "/startups/nl/a"),
        ("Astro", "src/pages/fr/index.astro", "/fr"),
        ("Docusaurus", "docs/a.md", None),
    ],
)
def test_the_address_of_a_page_follows_from_its_path(generator, path, expected):
    assert page_address(path, ending="." + path.rsplit(".", 1)[1], generator=BY_NAME[generator]) == expected
