"""Makes e-books for tests, out of the XML of their parts."""

import io
import zipfile

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OPF = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="fr" unique-identifier="id">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>Un livre &amp; plus</dc:title><dc:creator>Jean Petit</dc:creator><dc:language>fr-FR</dc:language>
    <dc:identifier id="id">urn:uuid:1</dc:identifier><dc:subject>Histoire</dc:subject>{more}
  </metadata>
  <manifest>
    <item id="b" href="deux.xhtml" media-type="application/xhtml+xml"/>
    <item id="a" href="texte/un%20chapitre.xhtml" media-type="application/xhtml+xml"/>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
    <item id="css" href="a.css" media-type="text/css"/>
  </manifest>
  <spine toc="ncx"><itemref idref="a"/><itemref idref="b"/></spine>
  <guide><reference type="toc" title="Table des matières" href="nav.xhtml"/></guide>
</package>
"""
NCX = (
    '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "x.dtd"><ncx xml:lang="fr">'
    "<docTitle><text>Un livre</text></docTitle><navMap><navPoint><navLabel><text>Chapitre premier</text></navLabel>"
    '<content src="texte/un%20chapitre.xhtml"/></navPoint></navMap><pageList><navLabel><text>12</text></navLabel>'
    "</pageList></ncx>"
)
ONE, TWO, NAV = "OEBPS/texte/un chapitre.xhtml", "OEBPS/deux.xhtml", "OEBPS/nav.xhtml"


def page(body: str, *, title: str = "Un titre", head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    return (
        f'{head}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="fr" xml:lang="fr"><head><title>{title}</title><script src="a.js"/></head><body>{body}</body></html>'
    )


def package(
    body: str = "<p>Un texte.</p>", *, parts: dict[str, str | bytes] | None = None, leave_out: str = ""
) -> bytes:
    """An e-book of two pages; `mimetype` is its first member and not compressed, as e-readers expect."""
    nav = '<nav epub:type="toc"><h1>Sommaire</h1><ol><li><a href="deux.xhtml">Chapitre deux</a></li></ol></nav>'
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": OPF.format(more=""),
        ONE: page(body),
        TWO: page("<h1>Chapitre deux</h1><p>Une suite.</p>"),
        NAV: page(nav, title="Sommaire"),
        "OEBPS/toc.ncx": NCX,
        "OEBPS/a.css": "p { color: red }",
    }
    members |= parts or {}
    members.pop(leave_out, None)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, text in members.items():
            info = zipfile.ZipInfo(path, (2025, 3, 1, 12, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return target.getvalue()
