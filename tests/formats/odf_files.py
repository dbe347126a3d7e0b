"""Makes OpenDocument files for tests, out of the XML of their parts."""

import io
import zipfile

NAMES = (
    *("office", "style", "text", "table", "draw", "fo", "xlink"),
    *("dc", "meta", "number", "svg", "presentation", "form", "officeooo"),
)
NAMESPACES = " ".join(f'xmlns:{name}="urn:{name}"' for name in NAMES)
STYLES = (
    f"<office:document-styles {NAMESPACES}><office:styles>"
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="fr" fo:country="FR" '
    'style:language-asian="zh"/></style:default-style>'
    '<style:style style:name="Heading_20_2" style:family="paragraph"/>'
    '<style:style style:name="Chapo" style:parent-style-name="Heading_20_2"/></office:styles>'
    "<office:master-styles>{master}</office:master-styles></office:document-styles>"
)


def content(body: str, *, styles: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )


def package(
    body: str = "", *, parts: dict[str, str | bytes] | None = None, kind: str = "text", styles: str = ""
) -> bytes:
    """An OpenDocument file; `mimetype` is its first member and not compressed, as e-readers and editors expect."""
    members: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content(body, styles=styles),
        "styles.xml": STYLES.format(master=""),
        "META-INF/manifest.xml": "<manifest/>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, text in (members | (parts or {})).items():
            info = zipfile.ZipInfo(path, (2025, 3, 1, 12, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return target.getvalue()
