"""Templates that nobody finished: nothing is lost, nothing is read as code that is none, and time stays linear."""

from pathlib import Path

import pytest

from babelpress.document import VERBATIM, Article
from babelpress.formats.document_writer import document_format
from babelpress.formats.inputs import read_inputs
from growth import LINEAR, growth

UNFINISHED = {
    "a tag without its end": "Un texte {% if a %}avec {{ nom et\n\nUn autre texte.\n",
    "a value without its end": "Un texte avec {{ nom et un texte.\n\nUn autre texte.\n\nUn texte avec {{ titre }}.\n",
    "an end without its start": "Un texte {% endif %} et {{/if}} encore {% else %}.\n\nUn autre texte.\n",
    "a branch without its end": "{% if a %}\n\nUn texte.\n\nUn autre texte.\n",
    "a shortcode without its end": "{{< a >}}\n\nUn texte.\n\nUn autre texte.\n",
    "a directive without its end": ":::note Attention\n\nUn texte.\n\nUn autre texte.\n",
    "braces without their end": "Un texte {a.b et un autre {{ x }.\n\nUn autre texte.\n",
}


def read(path: Path, text: str) -> Article:
    path.write_text(text, encoding="utf-8")
    (article,) = read_inputs([path])
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.html", "a.njk"])
@pytest.mark.parametrize("text", UNFINISHED.values(), ids=UNFINISHED)
def test_an_unfinished_template_keeps_its_bytes_and_its_texts(tmp_path, name, text):
    article = read(tmp_path / name, text)
    kind = document_format(article.format or "")

    assert kind is not None
    assert kind.render(article.blocks, language="") in (text, text.encode())
    assert "Un autre texte." in " ".join(block.text for block in article.blocks if block.kind not in VERBATIM)


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@pytest.mark.parametrize(
    ("start", "end"), [("{{< a >}}", "{{< /a >}}"), ("{% if a %}", "{% endif %}"), ("{% if a %}", "")]
)
def test_ten_thousand_templates_in_each_other_take_linear_time(tmp_path, name, start, end):
    path = tmp_path / name

    assert growth(lambda text: read(path, text), lambda size: start * size + "Un texte." + end * size, 500) < LINEAR
