"""Deliveries of agencies: what they say of a report, and when it may not be used."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import sources
from onrecord.errors import EmptySource, NotUsable, OnrecordError
from onrecord.report import Capture, Report
from onrecord.sources.forms import form_of

FIRST = "KOLM — The ministers of Arven and Tarsk met on Tuesday, the ministry said."
SECOND = "“We go on talking,” Lena Orm told reporters."

NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:1" version="2"
 standard="NewsML-G2" xml:lang="en">
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="p:w"><name>Example Wire</name></provider>
  <versionCreated>2026-03-03T10:30:00Z</versionCreated><firstCreated>2026-03-03T10:00:00Z</firstCreated>
  {embargo}<pubStatus qcode="stat:{status}"/>{note}</itemMeta>
 <contentMeta><by>By Ivo Menn</by><headline>Ministers meet in Kolm</headline></contentMeta>
 <contentSet>{body}</contentSet>
</newsItem>"""
XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>no text</title></head><body><p>{FIRST}</p><!-- no text --><p>{SECOND}</p>
<script>no()</script></body></html></inlineXML>"""
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">
<nitf><head><title>Ministers meet</title><docdata management-status="usable">
<doc-id id-string="wire-1"/><date.issue norm="20260303T100000Z"/>
<doc.copyright holder="Example Wire"/>
</docdata></head><body><body.head><hedline><hl1>Ministers meet in Kolm</hl1></hedline>
<byline>By Ivo Menn</byline><dateline><location>KOLM</location></dateline></body.head>
<body.content><p>{FIRST.removeprefix("KOLM — ")}</p><media><media-reference source="a.jpg"/>
<media-caption>The ministers</media-caption></media><p>{SECOND}</p></body.content></body></nitf>"""


def newsml(status: str = "usable", body: str = XHTML, embargo: str = "", note: str = "") -> bytes:
    return NEWSML.format(status=status, body=body, embargo=embargo, note=note).encode()


def ninjs(**more: Any) -> bytes:
    item = {
        "uri": "https://wire.example/1",
        "versioncreated": "2026-03-03T10:30:00Z",
        "firstcreated": "2026-03-03T10:00:00Z",
        "headline": "Ministers meet in Kolm",
        "byline": "By Ivo Menn",
        "infosource": [{"name": "Example Wire"}],
        "body_xhtml": f"<div><p>{FIRST}</p><p>{SECOND}</p></div>",
    }
    return json.dumps({**item, **more}).encode()


def read(raw: bytes) -> list[Report]:
    return list(sources.reports(Capture(raw=raw, source="wire")))


WHOLE = f"Ministers meet in Kolm\n\nBy Ivo Menn\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("raw", "form"), [(newsml(), "newsml"), (NITF.encode(), "nitf"), (ninjs(), "ninjs")]
)
def test_each_format_says_the_same(raw: bytes, form: str) -> None:
    assert form_of(Capture(raw=raw, source="wire")) == form
    (report,) = read(raw)
    assert report.text.replace("\n\nThe ministers\n", "\n") == WHOLE
    assert report.title == "Ministers meet in Kolm"
    assert report.outlet == "Example Wire"
    assert report.authors == ("By Ivo Menn",)
    assert report.published.value == "2026-03-03T10:00:00+00:00"
    assert report.published.basis == "metadata"
    assert [(part.kind, part.span.text) for part in report.parts[:2]] == [
        ("headline", "Ministers meet in Kolm"),
        ("credit", "By Ivo Menn"),
    ]


def test_a_caption_is_a_caption() -> None:
    (report,) = read(NITF.encode())
    assert ("caption", "The ministers") in [(part.kind, part.span.text) for part in report.parts]


def test_an_update_is_a_version_of_the_same_report() -> None:
    (before,) = read(newsml())
    (after,) = read(newsml(body=XHTML.replace("Tuesday", "Monday")))
    assert before.id == after.id
    assert before.text_sha256 != after.text_sha256


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_its_agency_withdraws_is_refused_and_says_why(status: str) -> None:
    note = "<edNote>KILL: the figure is wrong</edNote>"
    with pytest.raises(NotUsable, match=f"{status}.*the figure is wrong.*forget"):
        read(newsml(status, note=note))
    with pytest.raises(NotUsable, match=status):
        read(NITF.replace("usable", status).encode())
    with pytest.raises(NotUsable, match=status):
        read(ninjs(pubstatus=status))


def test_an_embargo_holds_until_it_ends() -> None:
    with pytest.raises(NotUsable, match="2099"):
        read(newsml(embargo="<embargoed>2099-01-01T00:00:00Z</embargoed>"))
    with pytest.raises(NotUsable, match="2099"):
        read(ninjs(embargoed="2099-01-01T00:00:00Z"))
    assert read(newsml(embargo="<embargoed>2020-01-01T00:00:00Z</embargoed>"))


def test_a_message_of_several_items() -> None:
    one = newsml().decode().partition("?>")[2]
    other = one.replace("example:1", "example:2")
    picture = one.replace("ninat:text", "ninat:picture")
    killed = one.replace("stat:usable", "stat:canceled")
    message = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        f"{one}{other}{picture}{killed}</itemSet></newsMessage>"
    )
    assert [report.url for report in read(message.encode())] == [
        "urn:newsml:wire.example:1",
        "urn:newsml:wire.example:2",
    ]


def test_bodies_of_plain_text_and_of_nitf() -> None:
    plain = f'<inlineData contenttype="text/plain">{FIRST}\n\n{SECOND}</inlineData>'
    (report,) = read(newsml(body=plain))
    assert report.text == WHOLE
    inner = NITF.partition('dtd">')[2]
    (report,) = read(newsml(body=f"<inlineXML>{inner}</inlineXML>"))
    assert report.text.replace("\n\nThe ministers\n", "\n") == WHOLE
    (report,) = read(ninjs(body_xhtml=None, body_text=f"{FIRST}\n\n{SECOND}"))
    assert report.text == WHOLE


def test_the_third_version_of_ninjs() -> None:
    raw = json.dumps(
        {
            "uri": "https://wire.example/1",
            "firstCreated": "2026-03-03T10:00:00Z",
            "pubStatus": "usable",
            "headlines": [
                {"role": "short", "value": "Ministers meet"},
                {"role": "main", "value": "Ministers meet in Kolm"},
            ],
            "by": [{"value": "By Ivo Menn"}],
            "infoSources": [{"name": "Example Wire"}],
            "bodies": [{"contentType": "text/html", "value": f"<p>{FIRST}</p><p>{SECOND}</p>"}],
        }
    ).encode()
    (report,) = read(raw)
    assert (report.text, report.outlet) == (WHOLE, "Example Wire")


@pytest.mark.parametrize(
    "raw",
    [
        b"<newsItem",
        b"<newsMessage/>",
        b"<nitf><body/></nitf>",
        newsml(body=""),
        ninjs(body_xhtml=None),
        b'{"uri": "x", "headline": ',
        b'{"uri": 1, "headlines": 3, "bodies": [1, {"value": 4}], "headline": "x"}',
        ninjs(body_xhtml="<p>" * 5000),
        b"<!DOCTYPE nitf [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><nitf>&b;</nitf>",
    ],
)
def test_what_holds_no_report_says_so(raw: bytes) -> None:
    with pytest.raises(OnrecordError):
        read(raw)


def test_nothing_of_this_machine_is_read_through_an_entity() -> None:
    raw = NITF.replace(
        '<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">',
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    ).replace(SECOND, "The word is: &x; and no more of it.")
    with open("/etc/hostname") as file:
        secret = file.read().strip()
    (report,) = read(raw.encode())
    assert secret not in report.text


def test_empty_text_is_no_report() -> None:
    with pytest.raises(EmptySource):
        read(ninjs(body_xhtml="<p> </p>"))


@given(st.integers(0, 1400), st.binary(min_size=1, max_size=20))
def test_damage_is_an_error_or_a_report_whose_parts_lie_in_it(at: int, junk: bytes) -> None:
    for raw in (newsml(), NITF.encode(), ninjs()):
        hurt = raw[:at] + junk + raw[at + len(junk) :]
        try:
            found = read(hurt)
        except OnrecordError:
            continue
        for report in found:
            for part in report.parts:
                assert report.text[part.span.start : part.span.end] == part.span.text
