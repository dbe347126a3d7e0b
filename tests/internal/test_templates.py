"""What tags of template languages do, by their spelling."""

import time

import pytest

from babelpress._internal.templates import controls, find, pairs, read


def does(text: str) -> list[str]:
    """The tags of a text that bound what is around them."""
    found = list(find(text))
    flags = controls([one.tag for one in found])
    return [text[one.start : one.end] for one, own in zip(found, flags, strict=True) if own]


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}¦{% elsif b %}¦{% else %}¦{% endif %}",  # Liquid
        "{%- unless a -%}¦{%- endunless -%}",
        "{% for x in y %}¦{% empty %}¦{% endfor %}",  # Django
        "{% blocktranslate count n=n %}¦{% plural %}¦{% endblocktranslate %}",
        "{% ifchanged %}¦{% endifchanged %}",
        "{% mine a=1 %}¦{% endmine %}",  # a block of its own, known by its end
        "{% case x %}{% when 1 %}¦{% endcase %}",
        "{%~ block titre ~%}¦{%~ endblock ~%}",  # Twig
        "{{#if a}}¦{{else if b}}¦{{else}}¦{{/if}}",  # Handlebars
        "{{~#each a~}}¦{{^}}¦{{~/each~}}",
        "{{#a}}¦{{/a}}{{^a}}¦{{/a}}",  # Mustache
        "{{ if .A }}¦{{ else if .B }}¦{{ else }}¦{{ end }}",  # Go
        "{{- range .A -}}¦{{- end -}}",
        "{{ else }}¦{{ end }}",  # of which the beginning is in another text
        "{{ with $x }}¦{{ end }}",
        "<% if a %>¦<% elsif b %>¦<% else %>¦<% end %>",  # ERB
        "<% a.each do |x| %>¦<% end %>",
        "<% if (a) { %>¦<% } else { %>¦<% } %>",  # EJS
        "<% a.forEach(x => { %>¦<% }) %>",
        "<?php if ($a): ?>¦<?php elseif ($b): ?>¦<?php else: ?>¦<?php endif; ?>",  # PHP
        "<?php foreach ($a as $b) { ?>¦<?php } ?>",
        "*|IF:A=1|*¦*|ELSEIF:B|*¦*|ELSE:|*¦*|END:IF|*",  # Mailchimp
        "<? while (have()) : ?>¦<? endwhile ?>",
    ],
)
def test_tags_that_control_texts_bound_them(text: str):
    assert "".join(does(text)) == text.replace("¦", "")


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }}",
        "{{ if }}",
        "{{ end }} {{ debut }}",
        "{{ with | upcase }}",
        "{{ range, x }}",
        "{{ .Title }}",
        "{{{ corps }}}",
        "{{> pied }}",
        "{{! une remarque }}",
        "{% include a.html %}",
        "{% trans 'Bonjour' %}",
        "{% link a.md %}",
        "<%= a.if %>",
        "<?= $fin ?>",
        "<?php the_title(); ?>",
        '<% x = "a" %>',
        "{{< icone a >}}",
        "{{< note />}}",
        "*|FNAME|*",
        "{!! $a !!}",
    ],
)
def test_tags_that_stand_for_a_value_bound_nothing(text: str):
    assert list(find(text))
    assert does(text) == []


def test_halves_of_pairs_are_told_by_their_name():
    halves = ["{{< a >}}", "{{% b x=1 %}}", "[cc d]", '<x id="START_LINK_2"/>', '<ph equiv="START_TAG_B"/>']
    ends = ["{{< /a >}}", "{{% /b %}}", "[/cc]", '<x id="CLOSE_LINK_2"/>', '<ph equiv="CLOSE_TAG_B"/>']

    tags = [read(tag) for tag in (*halves, *reversed(ends))]

    assert {tag.kind for tag in tags} == {"pair"}
    assert pairs(tags) == {i: 9 - i for i in range(5)}


def test_pairs_that_cross_are_none():
    assert pairs([read(tag) for tag in ("{{< a >}}", "{{< b >}}", "{{< /a >}}", "{{< /b >}}")]) == {0: 2}
    assert pairs([read("{{< /a >}}"), None, read("{{< a >}}")]) == {}


def test_a_block_that_is_no_prose_is_one_tag():
    text = "{% comment %} {{ a }} {% endcomment %} mot {% comment %} {{ a }}"

    assert [(text[one.start : one.end], one.tag.kind) for one in find(text)] == [
        ("{% comment %} {{ a }} {% endcomment %}", "literal"),
        ("{% comment %}", "control"),
        ("{{ a }}", "value"),
    ]


@pytest.mark.parametrize(
    "part", ["{{", "{%", "<%", "{{{", "<?php", "{{ {% <% ", "{% comment %}", "*|a", "{{#if", "{{<", "{{ a "]
)
def test_find_takes_linear_time(part: str):
    text = part * (500_000 // len(part))
    start = time.perf_counter()

    found = list(find(text))

    assert time.perf_counter() - start < 20
    assert all(one.start < one.end <= len(text) for one in found)
