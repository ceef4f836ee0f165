"""Documents as ministries make them, written here: PDF, Word, mail. Their texts are ours."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

TITLE = "Joint communiqué on the border crossing at Halm"
SENTENCES = (
    "The foreign ministers of Varania and Ostmark, Anna Kell and Peter Brandt, met in Lindenau on "
    "Tuesday and agreed to reopen the border crossing at Halm within thirty days.",
    "Kell said that the agreement would bring families together again after nine long winters.",
    "Both governments will name two commissioners each, who report to the ministers every month "
    "and may ask the Council of the Lakes for help where they find no common ground.",
    "“We leave this town with fewer quarrels than we brought,” Brandt told reporters.",
    "The commission is to hold its first session in Weilbach, a village on the river that was "
    "chosen because neither side has ever stationed soldiers there.",
)


def running(number: int, sentences: int = 3) -> str:
    """A paragraph of its own: no two numbers give the same."""
    told = [SENTENCES[(number + at) % len(SENTENCES)] for at in range(sentences)]
    return f"Under article {number + 40} this holds as well. {' '.join(told)}"


def style(**changed: Any) -> ParagraphStyle:
    """Body text: Times at 11 points, justified, space behind each paragraph."""
    usual = {"fontName": "Times-Roman", "fontSize": 11, "leading": 13, "alignment": 4,
             "spaceAfter": 7}  # fmt: skip
    return ParagraphStyle("body", **(usual | changed))


TITLE_STYLE = style(fontName="Times-Bold", fontSize=18, leading=22, alignment=1)


def pdf(
    story: Sequence[Flowable | str],
    *,
    columns: int = 1,
    head: str = "",
    foot: str = "",
    **document: Any,
) -> bytes:
    """A PDF of these paragraphs; ``head`` and ``foot`` run on each page.

    In them {page} is its number, {roman} that in Roman figures, {chapter} what changes.
    """
    wide, gap = 480.0, 24.0
    each = (wide - gap * (columns - 1)) / columns
    frames = [Frame(57 + at * (each + gap), 70, each, 690, leftPadding=0, rightPadding=0)
              for at in range(columns)]  # fmt: skip

    def around(canvas: Any, made: Any) -> None:
        canvas.setFont("Helvetica", 9)
        said = {"page": made.page, "roman": ("", "i", "ii", "iii", "iv")[min(made.page, 4)],
                "chapter": ("Opening", "Terms", "Border", "Close")[made.page // 2 % 4]}  # fmt: skip
        canvas.drawString(57, 800, head.format(**said))
        canvas.drawCentredString(297, 36, foot.format(**said))

    out = io.BytesIO()
    made = BaseDocTemplate(out, pagesize=A4, invariant=True, **document)
    made.addPageTemplates([PageTemplate(id="page", frames=frames, onPage=around)])
    made.build([Paragraph(escape(one), style()) if isinstance(one, str) else one for one in story])
    return out.getvalue()


def objects(*made: bytes) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out, starts = b"%PDF-1.7\n", []
    for number, one in enumerate(made, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(made) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )


def stream(content: bytes, *, packed: int = 0, more: bytes = b"") -> bytes:
    """A stream, packed as often as said."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"/Filter[%b]" % (b"/FlateDecode" * packed) if packed else b""
    return b"<</Length %d%b%b>>stream\n%b\nendstream" % (len(content), filters, more, content)


def one_page(content: bytes, *more: bytes, kids: bytes = b"3 0 R", resources: bytes = b"") -> bytes:
    """A PDF of one page with this stream of content, in Helvetica as F1."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, kids.count(b"R")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>%b>>>>" % resources,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def shown(*lines: str, left: int = 60, top: int = 740, size: int = 11, step: int = 14) -> bytes:
    """The content of a page that shows these lines."""
    said = [b"BT /F1 %d Tf %d TL %d %d Td" % (size, step, left, top)]
    for line in lines:
        text = (
            line.encode("cp1252")
            .replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(")
            .replace(b")", b"\\)")
        )
        said.append(b"(%b) Tj T*" % text)
    return b"\n".join([*said, b"ET"])


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="{main}" Type="http://schemas.openxmlformats.org/officeDocument'
    '/2006/relationships/officeDocument"/></Relationships>'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{name}"/>'
    f'<w:basedOn w:val="{on}"/></w:style>'
    for own, name, on in (
        ("Titre", "Title", ""), ("Titre1", "heading 1", ""), ("Eigen", "Abschnitt", "Titre1"),
        ("TM1", "toc 1", ""), ("Bild", "caption", ""),
    )
)  # fmt: skip


def word(body: str, *, main: str = "word/document.xml", **parts: str | bytes) -> bytes:
    """A Word file with this XML for its body; other parts by name, such as footnotes."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _RELATIONS.format(main=main),
        main: f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{_STYLES}</w:styles>",
    }
    files |= {
        f"word/{name}.xml": said if isinstance(said, bytes) else f"<w:{name} {_W}>{said}</w:{name}>"
        for name, said in parts.items()
    }
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in files.items():
            archive.writestr(zipfile.ZipInfo(name), said, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    """The XML of a paragraph of one run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{inside}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """The XML of a run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def mail(text: str | None = None, page: str | None = None, **headers: str) -> EmailMessage:
    """A mail with a plain part, an HTML part or both; headers by name, _ for -."""
    made = EmailMessage()
    usual = {"From": "Ministry of Foreign Affairs <press@mfa.example>", "Subject": TITLE,
             "Date": "Tue, 03 Mar 2026 10:00:00 +0100",
             "Message-ID": "<1@mfa.example>"}  # fmt: skip
    for name, said in (usual | headers).items():
        made[name.replace("_", "-")] = said
    if text is not None:
        made.set_content(text)
    if page is not None and text is not None:
        made.add_alternative(page, subtype="html")
    elif page is not None:
        made.set_content(page, subtype="html")
    return made
