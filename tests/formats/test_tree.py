"""Documents keep their tree: paths, links, anchors, files of a page, and files of others."""

from pathlib import Path

import pytest
from tests.formats.sites import SITES, anchors, broken, files, page, translate, write_site

from babelpress.errors import ConfigError

PLACES = {
    "hugo-folder": ("subtree", "content/nl/blog/pont/index.md"),
    "hugo-suffix": ("suffix", "content/blog/pont/index.nl.md"),
    "jekyll": ("subtree", "nl/pages/suite.md"),
    "docusaurus": ("subtree", "i18n/nl/docusaurus-plugin-content-docs/current/guide/suite.md"),
    "eleventy": ("subtree", "src/nl/pages/suite.md"),
    "astro": ("subtree", "src/content/docs/nl/guide/suite.mdx"),
    "mkdocs": ("suffix", "docs/guide/suite.nl.md"),
    "none": ("suffix", "Été à Paris/un guide.nl.md"),
}


def in_place(tmp_path: Path, name: str) -> Path:
    site = write_site(tmp_path / "site", SITES[name])
    assert broken(site) == {}
    translate([site], site, layout=PLACES[name][0])
    return site


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_translated_in_its_own_folder_and_every_link_leads_on(tmp_path: Path, name: str):
    site = in_place(tmp_path, name)

    assert broken(site) == {}
    assert PLACES[name][1] in files(site)
    for source, text in SITES[name].items():
        assert (site / source).read_text(encoding="utf-8") == text
    text = (site / PLACES[name][1]).read_text(encoding="utf-8")
    assert "lang: nl\n" in text
    assert "nl-la-fin" in anchors(text)


@pytest.mark.parametrize("name", SITES)
def test_a_second_run_reads_no_output_of_the_first_and_changes_nothing(tmp_path: Path, name: str):
    site = in_place(tmp_path, name)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    records = translate([site], site, layout=PLACES[name][0])

    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert len(records) == sum(source.endswith((".md", ".mdx")) for source in SITES[name])


@pytest.mark.parametrize("layout", ["folder", "suffix", "subtree"])
@pytest.mark.parametrize("name", SITES)
def test_an_output_elsewhere_is_whole(tmp_path: Path, name: str, layout: str):
    site = write_site(tmp_path / "site", SITES[name])

    translate([site], tmp_path / "out", layout=layout)

    assert broken(tmp_path / "out") == {}
    assert files(site) == sorted(SITES[name])


def test_the_folder_layout_keeps_paths_names_and_endings(tmp_path: Path):
    site = write_site(tmp_path / "site", SITES["none"])

    translate([site], tmp_path / "out")

    named = sorted(f"{language}/{name}" for language in ("de", "fr", "nl") for name in SITES["none"])
    assert files(tmp_path / "out") == named


def test_the_folder_layout_exchanges_the_folder_of_the_language(tmp_path: Path):
    site = write_site(tmp_path / "site", {"fr/a/un.md": "# Un\n\nVoir [b](../b.md).\n", "fr/b.md": "# Deux\n\nLà.\n"})

    translate([site], tmp_path / "out")

    assert {"nl/a/un.md", "nl/b.md"} <= set(files(tmp_path / "out"))
    assert broken(tmp_path / "out") == {}

    write_site(site, {"images/a.txt": "a"})
    translate([site], tmp_path / "other")

    assert {"nl/a/un.md", "nl/b.md"} <= set(files(tmp_path / "other"))


def test_a_file_by_itself_keeps_its_name(tmp_path: Path):
    (tmp_path / "Un Été.fr.markdown").write_text("# Un mot\n")

    translate([tmp_path / "Un Été.fr.markdown"], tmp_path / "out")
    translate([tmp_path / "Un Été.fr.markdown"], tmp_path, layout="suffix")

    assert (tmp_path / "out/nl/Un Été.fr.markdown").exists()
    assert (tmp_path / "Un Été.nl.markdown").exists()


def test_files_of_a_page_go_with_it(tmp_path: Path):
    site = write_site(tmp_path / "site", {**SITES["hugo-folder"], "content/fr/blog/pont/annexe.pdf": "pdf"})

    translate([site / "content"], site / "content", layout="subtree")

    assert "content/nl/blog/pont/annexe.pdf" in files(site)
    assert "content/nl/blog/pont/photo.png" in files(site)


ADDRESSES = {
    "hugo.toml": "",
    "content/fr/_index.md": page("/fr/", "/fr/guide/", "/img/a.png"),
    "content/fr/guide.md": page("/fr/", "/fr/le-pont/", "/img/a.png"),
    "content/fr/pont.md": "---\ntitle: Pont\nurl: /fr/le-pont/\n"
    "aliases:\n- /fr/pont/\n- /vieux/\ntranslationKey: pont\n---\nUn mot.\n",
}


def test_addresses_in_the_site_have_the_other_language(tmp_path: Path):
    site = write_site(tmp_path, ADDRESSES)

    translate([site], site, layout="subtree")

    assert "](/nl/), [la suite](/nl/guide/#nl-prérequis)" in (site / "content/nl/_index.md").read_text()
    assert "](/nl/le-pont/#pr" in (site / "content/nl/guide.md").read_text()
    assert "](/img/a.png)" in (site / "content/nl/guide.md").read_text()
    assert (
        "url: /nl/le-pont/\naliases:\n- /nl/pont/\n- /nl/vieux/\ntranslationKey: pont\n"
        in (site / "content/nl/pont.md").read_text()
    )


def test_permalinks_of_pages_without_a_language_get_one_of_their_own(tmp_path: Path):
    site = write_site(
        tmp_path,
        {
            "_config.yml": "title: Un site\n",
            "contact.md": "---\ntitle: Contact\npermalink: /contact/\n---\n"
            "Un mot, [ici](/contact/) et [là]({% link aide.md %}).\n",
            "404.md": "---\npermalink: 404.html\n---\nUn mot.\n",
            "aide.md": "---\ntitle: Aide\n---\nUn mot et [un autre](/contact/#x), [rien](/rien/).\n",
        },
    )

    translate([site], site, layout="subtree")

    text = (site / "nl/contact.md").read_text()
    assert "permalink: /nl/contact/\n" in text
    assert "permalink: nl/404.html\n" in (site / "nl/404.md").read_text()
    assert "lang: nl\n" in text
    assert "(/nl/contact/)" in text
    assert "({% link nl/aide.md %})" in text
    assert "(/nl/contact/#x)" in (site / "nl/aide.md").read_text()
    assert "(/rien/)" in (site / "nl/aide.md").read_text()


@pytest.mark.parametrize(
    ("settings", "files", "told"),
    [
        ({"hugo.toml": ""}, {"content/fr/a.md": "", "content/fr/a/index.md": ""}, "/fr/a"),
        ({"hugo.toml": ""}, {"content/fr/a.md": "", "content/en/a.md": ""}, ""),
        ({"hugo.toml": ""}, {"content/fr/a.md": "url: /b/", "content/fr/b2.md": "url: /b/index.html"}, "/b"),
        ({"_config.yml": ""}, {"a.md": "permalink: /b/", "c/d.html": "permalink: /b/"}, "/b"),
        ({"_config.yml": ""}, {"a.md": "", "a/index.md": "", "a.b.md": ""}, ""),
        ({"_config.yml": ""}, {"a.md": "", "a.html": ""}, "/a.html"),
        ({"_config.yml": ""}, {"a.md": "lang: fr\npermalink: /b/", "d.md": "lang: en\npermalink: /b/"}, ""),
        ({}, {"a.md": "", "a.html": ""}, ""),
    ],
)
def test_two_documents_that_are_the_same_page_are_told(tmp_path, caplog, settings, files, told):
    pages = {name: f"---\ntitle: Un mot\n{front}\n---\nUn mot.\n" for name, front in files.items()}
    site = write_site(tmp_path / "site", {**settings, **pages})

    translate([site], tmp_path / "out")

    found = [record.getMessage() for record in caplog.records if "has the address" in record.getMessage()]
    assert len(found) == bool(told)
    assert all(f"has the address {told} of {site}" in message for message in found)


def test_addresses_in_liquid_lead_to_the_pages_in_the_same_language(tmp_path: Path):
    site = write_site(
        tmp_path,
        {
            "_config.yml": "title: Un site\n",
            "_posts/2024-01-02-le-pont.md": "---\nlayout: post\n---\nUn mot.\n",
            "blog/_posts/2024-01-03-un-mot.md": "---\nlayout: post\n---\nUn mot.\n",
            "contact.md": "---\npermalink: /contact/\n---\n[Un mot]({% post_url 2024-01-02-le-pont %}) "
            "[un]({{ site.url }}{{ site.baseurl }}/contact/#x) [deux]({{ '/contact/' | absolute_url }}) "
            '<a href="{{ "/contact/" | prepend: site.baseurl }}">trois</a> [quatre]({{ site.baseurl }}/rien/) '
            "[cinq]({% post_url blog/2024-01-03-un-mot %}) [six]({% post_url 2020-01-01-rien %})\n",
        },
    )

    translate([site], site, layout="subtree")

    text = (site / "nl/contact.md").read_text()
    for address in (
        "({% post_url nl/2024-01-02-le-pont %})",
        "({{ site.url }}{{ site.baseurl }}/nl/contact/#x)",
        "({{ '/nl/contact/' | absolute_url }})",
        '"{{ "/nl/contact/" | prepend: site.baseurl }}"',
        "({{ site.baseurl }}/rien/)",
        "({% post_url nl/blog/2024-01-03-un-mot %})",
        "({% post_url 2020-01-01-rien %})",
    ):
        assert address in text


@pytest.mark.parametrize(
    ("settings", "layouts", "ending", "include"),
    [
        ("_config.yml", "_layouts", ".html", "{% include pied.html %}"),
        ("eleventy.config.js", "_includes", ".njk", '{% include "pied.html" %}'),
    ],
)
def test_pages_have_the_layouts_and_includes_of_their_language(tmp_path, settings, layouts, ending, include):
    site = write_site(
        tmp_path,
        {
            settings: "",
            f"{layouts}/page{ending}": f"<main>{{{{ content }}}}</main><p>Un mot</p>{include}",
            "_includes/pied.html": "<p>Un mot</p>",
            f"{layouts}/vide{ending}": f"<main>{{{{ content }}}}</main>{include}",
            "fr/a.md": "---\nlayout: page\n---\nUn mot.\n",
            "fr/b.md": "---\nlayout: rien\n---\nUn mot.\n",
        },
    )

    translate([site], site, layout="subtree")

    assert "layout: nl/page\n" in (site / "nl/a.md").read_text()
    assert "layout: rien\n" in (site / "nl/b.md").read_text()
    assert include.replace("pied", "nl/pied") in (site / f"{layouts}/nl/page{ending}").read_text()
    assert include.replace("pied", "nl/pied") in (site / f"{layouts}/nl/vide{ending}").read_text()
    assert (site / "_includes/nl/pied.html").is_file()


def test_anchors_of_pages_written_later_are_completed(tmp_path: Path):
    site = write_site(tmp_path, {"a.md": "[b](z.md#la-fin)\n", "z.md": "# La fin\n\nUn mot, [a](a.md).\n"})

    translate([site], tmp_path / "out", layout="suffix")

    assert (tmp_path / "out/a.nl.md").read_text() == "nl [b](z.nl.md#nl-la-fin)\n"


def test_explicit_anchors_stay(tmp_path: Path):
    links = "[a](z.md#fin) [b](z.md#la-suite) [c](z.md#nulle-part)\n"
    write_site(tmp_path, {"a.md": links, "z.md": '# La fin {#fin}\n\n<a id="la-suite"></a>\n\n## La suite\n'})

    translate([tmp_path / "a.md", tmp_path / "z.md"], tmp_path / "out")

    assert (tmp_path / "out/nl/a.md").read_text() == f"nl {links}"


def test_pages_of_html_lead_on_too(tmp_path: Path):
    site = write_site(
        tmp_path / "site",
        {
            "fr/index.html": '<html lang="fr"><head><link rel="canonical" href="https://a.example/fr/">'
            '<link rel="alternate" hreflang="fr" href="/fr/"></head><body><p><a href="suite.html?x=1#fin">Un mot</a> '
            '<img src="../img/a.png" alt=""></p></body></html>',
            "fr/suite.html": '<html lang="fr"><p id="fin"><a href="index.html">Un mot</a></p></html>',
            "img/a.png": "png",
        },
    )

    translate([site], site, layout="subtree")

    text = (site / "nl/index.html").read_text()
    assert 'href="https://a.example/nl/"' in text
    assert 'hreflang="fr" href="/fr/"' in text
    assert 'href="suite.html?x=1#fin"' in text
    assert 'src="../img/a.png"' in text


def test_files_of_people_are_kept_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    site = write_site(tmp_path, {**SITES["hugo-folder"], "content/nl/blog/suite.md": "Van een mens.\n"})

    translate([site / "content/fr"], site / "content", layout="subtree")

    assert (site / "content/nl/blog/suite.md").read_text() == "Van een mens.\n"
    assert "content/nl/blog/suite.md: not written by Babelpress, or changed since: kept" in caplog.text

    (site / "content/nl/_index.md").write_text("Verbeterd.\n")
    translate([site / "content/fr"], site / "content", layout="subtree")
    assert (site / "content/nl/_index.md").read_text() == "Verbeterd.\n"

    translate([site / "content/fr"], site / "content", layout="subtree", overwrite=True)
    assert "Van een mens" not in (site / "content/nl/blog/suite.md").read_text()


def test_documents_with_the_same_output_are_refused_with_both_names(tmp_path: Path):
    site = write_site(tmp_path, {"a/x.md": "Un mot.\n", "b/x.md": "Un mot.\n"})

    with pytest.raises(ConfigError, match="documents with the same output") as caught:
        translate([site / "a", site / "b"], tmp_path / "out")

    assert str(site / "a/x.md") in str(caught.value)
    assert str(site / "b/x.md") in str(caught.value)
    translate([site], tmp_path / "out")


def test_files_outside_of_the_folder_are_neither_read_nor_copied(tmp_path: Path):
    write_site(tmp_path, {"secret.txt": "secret", "site/a.md": "[a](../secret.txt) [b](lien.txt) [c](/etc/passwd)\n"})
    (tmp_path / "site/lien.png").symlink_to("../secret.txt")
    (tmp_path / "site/b.md").write_text("![a](lien.png)\n\nUn mot.\n")

    translate([tmp_path / "site/a.md", tmp_path / "site/b.md"], tmp_path / "out")

    assert files(tmp_path / "out") == sorted(f"{code}/{name}.md" for code in ("de", "fr", "nl") for name in "ab")


def test_loops_of_links_end(tmp_path: Path):
    site = write_site(tmp_path / "site", SITES["hugo-folder"])
    (site / "content/fr/blog/pont/boucle").symlink_to("..")

    translate([site], site, layout="subtree")

    assert broken(site) == {}


@pytest.mark.parametrize("layout", ["suffix", "subtree"])
def test_pages_in_other_languages_are_no_sources(tmp_path: Path, layout: str):
    site = write_site(tmp_path, {"fr/a.md": "Un mot.\n", "en/a.md": "A word.\n", "fr/b.en.md": "A word.\n"})

    records = translate([site], site, layout=layout, targets=["nl"])

    assert [record.article.id for record in records] == ["fr-a"]


def test_what_belongs_to_tools_is_no_document(tmp_path: Path):
    site = write_site(
        tmp_path,
        {
            "_config.yml": "title: Un beau site\n",
            "package.json": '{"description": "Un beau site pour tous."}',
            "robots.txt": "User-agent: *\nDisallow: /un-mot/\n",
            "node_modules/x/README.md": "Un mot.\n",
            "_site/a.html": "<p>Un mot.</p>",
            "vendor/bundle/README.md": "Un mot.\n",
            "a.md": "Un mot.\n",
        },
    )

    assert [record.article.id for record in translate([site], site, layout="subtree")] == ["a"]


def test_documents_without_a_text_go_with_the_others(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    site = write_site(
        tmp_path, {"a.md": "Un mot.\n", "b/vide.md": "", "b/code.md": "```\nx\n```\n", "b/n.json": '{"n": 1}'}
    )

    translate([site], tmp_path / "out", layout="suffix", targets=["nl"])

    assert (tmp_path / "out/b/code.nl.md").read_text() == "```\nx\n```\n"
    assert {"b/vide.nl.md", "b/n.nl.json", "b/vide.md"} <= set(files(tmp_path / "out"))
    assert "b/code.md and 2 more: without a text to translate: copied" in caplog.text


def test_pages_in_an_old_encoding_lead_on_too(tmp_path: Path):
    head = '<html lang="fr"><head><meta charset="windows-1252"></head><body><p>'
    (tmp_path / "à.html").write_text(f'{head}Été <a href="b.html">là</a></p></body></html>', encoding="cp1252")
    write_site(tmp_path, {"b.html": "<p>Un mot</p>"})

    translate([tmp_path / "à.html", tmp_path / "b.html"], tmp_path / "out", layout="suffix")

    assert 'Été <a href="b.nl.html">là</a>' in (tmp_path / "out/à.nl.html").read_text(encoding="utf-8")


def test_a_link_in_a_list_of_code_leads_to_the_translated_heading(tmp_path: Path):
    write_site(tmp_path, {"a.md": "- [`.a`](#la-fin)\n\n## La fin\n\nUn mot.\n"})

    translate([tmp_path / "a.md"], tmp_path / "out")

    assert "](#nl-la-fin)" in (tmp_path / "out/nl/a.md").read_text()


def test_files_without_a_reader_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    site = write_site(
        tmp_path,
        {"_config.yml": "a: b\n", "a.md": "Un mot.\n", "b/x.vue": "<p>Un mot</p>", "c.ods": "x", "vendor/d.vue": "x"},
    )

    translate([site], tmp_path / "out", layout="subtree", targets=["nl"])

    assert f"{site}/b/x.vue: and others: 2 files without a reader, neither translated nor copied" in caplog.text
    assert ".vue (1), .ods (1)" in caplog.text


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("nav:\n  - Accueil: a.md\n  - 'Un guide: la suite':\n      - b.md\nplugins:\n  - search: x\n", 2),
        ("nav:\n- Accueil: a.md\nplugins:\n- i18n:\n    nav_translations: {nl: {Accueil: Welkom}}\n", 0),
        ("nav:\n  - a.md\n  - b.md\n", 0),
        ("site_name: Un site\n", 0),
    ],
)
def test_titles_in_the_settings_of_a_site_are_told(tmp_path, caplog, settings, told):
    site = write_site(tmp_path, {"mkdocs.yml": settings, "docs/a.md": "Un mot.\n"})

    translate([site], tmp_path / "out", layout="suffix", targets=["nl"])

    assert (f"{told} titles of its nav stay as they are" in caplog.text) == bool(told)
    assert ("of its nav" in caplog.text) == bool(told)


@pytest.mark.parametrize(
    ("folder", "told"), [("docs", False), ("pages", True), ("pages/a", True), ("_posts", False), (".", True)]
)
def test_settings_of_a_site_with_other_pages_are_not_told(tmp_path, caplog, folder, told):
    files = {f"{name}/a.md": "Un mot.\n" for name in ("docs", "pages/a", "_posts")}
    site = write_site(tmp_path, {"mkdocs.yml": "docs_dir: 'pages'\nnav:\n- Accueil: a.md\n", **files})

    translate([site / folder], tmp_path / "out", layout="suffix", targets=["nl"])

    assert ("titles of its nav" in caplog.text) is told
