"""The directives and roles of docutils and Sphinx, grouped by what of them is translated. Data only."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPEAKING = _words(
    "attention caution danger error hint important note tip warning seealso todo epigraph highlights pull-quote "
    "compound centered rubric hlist glossary line-block dropdown card"
)
"""Directives whose argument is a text, as the content is."""

TITLED = _words(
    "admonition topic sidebar table list-table tab tab-item grid-item-card details collapse exercise solution "
    "proof theorem lemma definition example remark question csv-table contents"
)
"""Directives whose argument is a title; the content is text, that of `csv-table` in cells."""

DATED = _words("versionadded versionchanged deprecated versionremoved")
"""Directives whose argument begins with the number of a version."""

BODIES = _words(
    "figure container only class rst-class cssclass tab-set tabs grid grid-item card-carousel header footer "
    "ifconfig group-tab describe object function method classmethod staticmethod attribute data exception property "
    "decorator module option envvar confval program cmdoption macro type var member enum struct "
    "py:function py:method py:class py:attribute py:data py:exception py:property py:decorator py:classmethod "
    "py:staticmethod c:function c:type c:macro c:member c:var c:struct c:enum cpp:function cpp:class cpp:member "
    "cpp:type cpp:enum js:function js:class js:method js:data js:attribute rst:directive rst:role rst:directive:option "
    "http:get http:post http:put http:delete http:patch php:function php:class php:method setting margin "
    "aside"
)
"""Directives whose argument is kept and whose content is text."""

LITERAL = _words(
    "code code-block sourcecode highlight literalinclude include raw math parsed-literal productionlist image index "
    "currentmodule automodule autoclass autofunction automethod autosummary autoattribute autodata autoexception "
    "unicode date role default-role default-domain tabularcolumns graphviz digraph graph inheritance-diagram mermaid "
    "plantuml uml doctest testcode testoutput testsetup testcleanup ipython plot jupyter-execute runblock exec "
    "program-output command-output click argparse bibliography sectnum section-numbering target-notes meta toctree "
    "youtube video audio iframe codeauthor sectionauthor moduleauthor acks prompt "
    "code-tab terminal shell-example svgbob tikz chart altair-plot button-link button-ref"
)
"""Directives that have no text but in their options: code, files, pictures."""

OPTIONS = _words("alt caption title subtitle description")
"""Options of directives whose value is a text."""

TEXT_ROLES = _words(
    "emphasis strong title-reference title t subscript sub superscript sup guilabel dfn abbr abbreviation term "
)
"""Roles whose content is a text."""

TITLED_ROLES = _words("abbr abbreviation guilabel emphasis strong sub sup subscript superscript dfn t title")
"""Roles in which angle brackets are no target."""

BIBLIOGRAPHIC = _words(
    "author authors auteur auteurs contact organization organisation address adresse version status revision date "
    "copyright droits orphan tocdepth nocomments nosearch robots type rtype raises raise except exception"
)
"""Fields whose body is no prose."""
