"""Cells of code of Quarto and R Markdown: the captions of their figures and tables are texts."""

import io
from dataclasses import replace

import pytest

from babelpress.document import VERBATIM
from babelpress.formats.front_matter.values import yaml_values
from babelpress.formats.markdown.format import MarkdownFormat, MarkdownFormatOptions
from babelpress.formats.untranslated import message

FORMAT = MarkdownFormat(MarkdownFormatOptions())


def read(text):
    (article,) = FORMAT.read_stream(io.BytesIO(text.encode()), name="a.qmd")
    return article


def changed(text, to):
    blocks = [
        replace(block, text=to) if block.kind not in VERBATIM and block.text != "Un mot." else block
        for block in read(text).blocks
    ]
    return FORMAT.render(blocks, language="nl").decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Un mot.\n\n```{r}\n#| label: fig-a\n#| fig-cap: \"Les prix\"\n#| fig-alt: 'Un dessin'\nplot(x)\n```\n",
            "Un mot.\n\n```{r}\n#| label: fig-a\n#| fig-cap: \"NEU\"\n#| fig-alt: 'NEU'\nplot(x)\n```\n",
        ),
        (
            "Un mot.\n\n- Un mot.\n\n  ```{ojs}\n  //| tbl-cap: Les prix # hier\n  x\n  ```\n",
            "Un mot.\n\n- Un mot.\n\n  ```{ojs}\n  //| tbl-cap: NEU # hier\n  x\n  ```\n",
        ),
        (
            'Un mot.\n\n```{r}\n#| fig-subcap:\n#|   - "Un prix"\n#|   - "Un nom"\n```\n',
            'Un mot.\n\n```{r}\n#| fig-subcap:\n#|   - "NEU"\n#|   - "NEU"\n```\n',
        ),
        (
            'Un mot.\n\n```{r nom, fig.cap="Les prix", echo=FALSE}\nplot("Les prix")\n```\n',
            'Un mot.\n\n```{r nom, fig.cap="NEU", echo=FALSE}\nplot("Les prix")\n```\n',
        ),
        (
            'Un mot.\n\n![](a.png){fig-alt="Une carte" width="Un peu"}\n',
            'Un mot.\n\n![](a.png){fig-alt="NEU" width="Un peu"}\n',
        ),
    ],
)
def test_captions_are_translated_and_the_code_stays(text, expected):
    assert FORMAT.render(read(text).blocks, language="nl").decode() == text
    assert changed(text, "NEU") == expected


@pytest.mark.parametrize("new", ["Neu: zwei", 'Der "Preis"', "l'un", "# neu", "- neu", "*neu*", "[neu", "ja", "a\\b"])
@pytest.mark.parametrize("written", ["Les prix", '"Les prix"', "'Les prix'"])
def test_a_caption_stays_the_value_of_its_option(new, written):
    out = changed(f"Un mot.\n\n```{{r}}\n#| fig-cap: {written}\n#| echo: false\nplot(x)\n```\n", new)

    body = "\n".join(line[3:] for line in out.splitlines() if line.startswith("#| "))
    assert [value.text.replace("\\", "") for value in yaml_values(body)] == [new.replace("\\", ""), "false"]


def test_a_caption_of_several_lines_stays_and_is_counted():
    text = "Un mot.\n\n```{r}\n#| fig-cap: |\n#|   Les prix\n#|   de la ville\nplot(x)\n```\n"

    assert changed(text, "NEU") == text
    assert message(read(text).blocks) == "stays as it is: captions of several lines (1)"


def test_code_that_is_only_shown_has_no_options():
    text = 'Un mot.\n\n```r\n#| fig-cap: "Les prix"\n```\n\n```{.r}\n#| fig-cap: "Les prix"\n```\n'

    assert changed(text, "NEU") == text
