"""Makes presentations for tests, out of the XML of their parts."""

from formats.package_checks import opc, relations

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_POINT = "application/vnd.openxmlformats-officedocument.presentationml"
_TYPES = {
    "ppt/presentation.xml": f"{_POINT}.presentation.main+xml",
    **{f"ppt/slides/slide{n}.xml": f"{_POINT}.slide+xml" for n in (1, 2, 10)},
    "ppt/notesSlides/notesSlide1.xml": f"{_POINT}.notesSlide+xml",
    "ppt/slideLayouts/slideLayout1.xml": f"{_POINT}.slideLayout+xml",
    "ppt/comments/comment1.xml": f"{_POINT}.comments+xml",
    "ppt/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}


def run(text: str, properties: str = '<a:rPr lang="fr-FR"/>') -> str:
    return f"<a:r>{properties}<a:t>{text}</a:t></a:r>"


def paragraph(*inside: str, properties: str = "") -> str:
    return f"<a:p>{properties}{''.join(inside)}</a:p>"


def shape(*paragraphs: str, place: str = "", about: str = 'name="Forme 1"') -> str:
    """A shape; `place` is the placeholder that it fills."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" {about}/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:bodyPr/>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def part(*inside: str, root: str = "p:sld") -> str:
    return f"<{root} {NAMESPACES}><p:cSld><p:spTree>{''.join(inside)}</p:spTree></p:cSld></{root}>"


def package(slide: str = "", *, parts: dict[str, str | bytes] | None = None, order: str = "rId1") -> bytes:
    """A presentation with one slide; `parts` are added, or replace those that it has."""
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="{id}"/>' for n, id in enumerate(order.split()))
    main = f"<p:presentation {NAMESPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    slides = {f"rId{n}": f"slides/slide{n}.xml" for n in (1, 2, 10)}
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations(rId1="ppt/presentation.xml"),
        "ppt/presentation.xml": main,
        "ppt/_rels/presentation.xml.rels": relations(**slides),
        "ppt/slides/slide1.xml": part(slide),
    }
    members |= parts or {}
    return opc(members, _TYPES)
