"""Who issues a press release, and for which state."""

import pytest

from onrecord.reading.issuer import with_issuer
from onrecord.reading.layout import lay_out
from onrecord.reading.scene import Cast
from onrecord.report import Report
from onrecord.tables.names import find_known

BODY = (
    "The Minister received today the Ambassador of Romania at the latter's request.\n\n"
    "We condemn the attack. We call on all sides to stop, and we stand by those who suffer.\n"
)


def issued(text: str) -> tuple[str, str | None] | None:
    layout = lay_out(text, Report(id="r", text_sha256="", text=text))
    cast, ident = with_issuer(text, layout, Cast((), ()), find_known(text))
    actor = cast.actor(ident) if ident else None
    return (actor.mentions[0].span.text, actor.represents) if actor else None


@pytest.mark.parametrize(
    ("head", "name", "state"),
    [
        ("Ministry of Ports, Oslo | Press release No. 4\n\nMinister receives ambassador\n\n",
         "Ministry of Ports", "NO"),
        ("PRESS RELEASE\nMINISTRY OF PORTS\nVilnius, 6 November 2025\n\n"
         "Minister receives ambassador\n\n", "MINISTRY OF PORTS", "LT"),
        ("Press release\n\nMinister receives ambassador\n\nPublished 6 March 2025\n"
         "From: Ministry of Ports\n\n", "Ministry of Ports", None),
    ],
)  # fmt: skip
def test_issuer(head: str, name: str, state: str | None) -> None:
    assert issued(head + BODY) == (name, state)


def test_an_article_has_no_issuer() -> None:
    assert issued("Ministry of Ports condemns attack\n\n" + BODY.replace("We", "They")) is None


@pytest.mark.parametrize(
    ("outlet", "issues"),
    [("Ministry of Ports", True), ("The White House", True), ("Port Times", False), (None, False)],
)
def test_a_body_that_publishes_its_own_page_issues_it(outlet: str | None, issues: bool) -> None:
    text = "Minister receives ambassador\n\n" + BODY.replace("We", "They")
    layout = lay_out(text, Report(id="r", text_sha256="", text=text, outlet=outlet))
    cast, ident = with_issuer(text, layout, Cast((), ()), find_known(text))
    assert (layout.kind == "press_release") is issues
    assert (cast.actor(ident).name if ident else None) == (outlet if issues else None)
