"""Templates of further dialects in pages: what is between their tags is translated, the tags stay."""

import io

import pytest

from babelpress._internal.templates import DIRECTIVE, read
from babelpress.document import VERBATIM
from babelpress.formats.html.format import HtmlFormat
from babelpress.nlp.marked_text import show

FORMAT = HtmlFormat(HtmlFormat.Options())


@pytest.mark.parametrize(
    "text",
    [
        "[% IF a %]Oui bien{}[% ELSE %]Non pas[% END %]",
        "<#if a??>Oui bien<#else>Non pas</#if>",
        "<#list a as b>Oui bien<#sep>Non pas</#list>",
        "@if (count($a) > 1) Oui bien @else Non pas @endif",
        "#if($a.b > 1)Oui bien#{else}Non pas#end",
        "#foreach ($a in $b) Oui bien #end Non pas",
    ],
)
def test_tags_bound_the_texts_between_them(text):
    text = text.replace("{}", "")
    page = f"<p>Avant {text} après.</p>"
    (article,) = FORMAT.read_stream(io.BytesIO(page.encode()), name="a.html")

    assert FORMAT.render(article.blocks, language="").decode() == page
    shown = [show(block) for block in article.blocks if block.kind not in VERBATIM]
    assert {atom.role for one in shown for atom in one.atoms} == {"bound"}
    written = " ".join(one.text for one in shown)
    assert all(word in written for word in ("Avant", "Oui bien", "Non pas", "après."))
    assert not any(sign in written for sign in ("[%", "<#", "@", "#", "$"))


def test_a_remark_of_twig_stays_whatever_it_begins_with():
    (article,) = FORMAT.read_stream(io.BytesIO("<p>Un mot {# é <b> #} ici.</p>".encode()), name="a.html")

    assert [block.text for block in article.blocks if block.kind not in VERBATIM] == ["Un mot  ici."]


def test_addresses_handles_hashtags_and_styles_are_no_directives():
    for text in ("a@if.fr", "@elsewhere", "@exemple", "#vacances", 'href="#end"', "@media (a)", "C@else", "&#if(1)"):
        assert not DIRECTIVE.search(text)
    assert read("#titre").kind == read("@nom").kind == "value"
