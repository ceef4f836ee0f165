"""Article pages: captions, headings, quotations and bylines that only their place or form tells."""

import pytest

from onrecord.sources.pages.authors import written
from tests.test_pages_article import FIRST, SECOND, THIRD, TITLE, TOLD, of, page, paragraphs, read


def test_what_only_its_place_tells_to_be_a_caption() -> None:
    caption = "Officials exchange copies of the treaty on Tuesday"
    for box in ("<div><img src=x><div>{}</div></div>",
                "<div><div><img src=x></div><div><span>{}</span></div></div>",
                "<table><tr><td><img src=x></td></tr><tr><td>{}</td></tr></table>",
                "<div><img src=x></div><p align=center><em>{}</em></p>",
                '<div><img src=x></div><div class="main_img_title">{}</div>'):  # fmt: skip
        shown = box.format(caption)
        for parts in ((shown, paragraphs()), (f"<p>{FIRST}</p>{shown}", paragraphs(SECOND, THIRD))):
            report = read(page(*parts))
            assert (of(report, "caption"), of(report, "body")) == ([caption], list(TOLD)), box


def test_a_picture_beside_a_paragraph_makes_no_caption_of_it() -> None:
    row = "".join(f"<div><img src=x><p>{text}</p></div>" for text in TOLD)
    assert of(read(page(row)), "body") == list(TOLD)


def test_the_title_of_a_film_is_no_caption() -> None:
    film = "<figure><img src=x><figcaption><b>Dam opens</b> <i>02:14</i></figcaption></figure>"
    assert read(page(f"<p>{FIRST}</p>{film}", paragraphs(SECOND, THIRD))).text.count("Dam") == 0


def test_a_caption_within_the_element_of_its_credit() -> None:
    box = "<div class=photo><img src=x><div class=photo-source>{}</div></div>"
    report = read(page(box.format("The river hall. Photo: Ida Lund"), paragraphs()))
    assert of(report, "caption", "credit") == ["The river hall.", "Photo: Ida Lund"]
    report = read(page(box.format("Ida Lund. AFR"), paragraphs()))
    assert of(report, "caption", "credit") == ["Ida Lund. AFR"]


def test_a_credit_in_front_of_its_caption() -> None:
    box = "<figure><img src=x><figcaption><span>AFR</span>The river at dawn</figcaption></figure>"
    report = read(page(box, paragraphs()))
    assert of(report, "caption", "credit") == ["AFR", "The river at dawn"]
    assert of(report, "credit") == ["AFR"]


def test_a_heading_with_an_element_within() -> None:
    report = read(
        page(f"<p>{FIRST}</p><h3><div>What it says</div></h3>", paragraphs(SECOND, THIRD))
    )
    assert of(report, "subheading") == ["What it says"]
    titled = page(paragraphs()).replace(TITLE, f"<div>{TITLE}</div>")
    assert of(read(titled), "headline") == [TITLE]


def test_a_quotation_shown_again_falls_away_with_its_speaker() -> None:
    told = "“They asked who would cross,” he said. “Four people raised their hands at once.”"
    again = "<p>“They asked who would cross. Four people raised their hands at once.”</p>"
    box = f"<div><blockquote>{again}</blockquote><p>A driver at the bridge</p></div>"
    report = read(page(f"<p>{FIRST}</p><p>{told}</p>{box}", paragraphs(SECOND, THIRD)))
    assert of(report, "body") == [FIRST, told, SECOND, THIRD]
    alone = read(page(f"<p>{FIRST}</p>{box}", paragraphs(SECOND, THIRD)))
    assert any("raised their hands" in line for line in of(alone, "body"))


@pytest.mark.parametrize(
    "line",
    [
        "While you’re here: Every Monday, our editors look back. You can sign up here.",
        "The Paper is on WhatsApp too. Join the channel for news through the day",
        "<i>Each week, news. You can sign up here for the weekly newsletter, River Letter.</i>",
    ],
)
def test_calls_to_subscribe_close_the_page(line: str) -> None:
    assert of(read(page(paragraphs(), f"<p>{line}</p>")), "body") == list(TOLD)


def test_a_last_sentence_with_the_words_of_such_a_call_stays() -> None:
    last = "The host asked both navies to join the channel patrols next year."
    assert of(read(page(paragraphs(), f"<p>{last}</p>")), "body") == [*TOLD, last]


def test_a_single_break_in_a_standfirst_is_a_space() -> None:
    report = read(
        page("<div class=standfirst>Water in spring<br>Fish in autumn</div>", paragraphs())
    )
    assert of(report, "subheading") == ["Water in spring Fish in autumn"]
    lines = "<br>".join(TOLD)
    assert of(read(page(f"<div class=intro>{lines}</div>")), "body") == list(TOLD)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p class=byline>Ida Lund</p><p class=byline>Reporting from Oslo</p>", ("Ida Lund",)),
        ("<p class=byline>By IDA LUND and Jon BERGMAN</p>", ("Ida Lund", "Jon Bergman")),
        ("<p class=byline>BBC News</p>", ("BBC News",)),
        ("<div><span>By</span><span><a href=/author/i>Ida Lund</a></span>, and "
         "<span>Jon Berg</span></div>", ("Ida Lund", "Jon Berg")),
        ("<div class=author_and_date><span class=author>Ida Lund</span> <span class=date>"
         "02.03.2023 12:44</span></div>", ("Ida Lund",)),
    ],
)  # fmt: skip
def test_names_in_bylines(line: str, expected: tuple[str, ...]) -> None:
    assert read(page(line, paragraphs())).authors == expected


def test_names_in_capitals_as_turkish_writes_them() -> None:
    assert written("Defne ALTINTAŞ", turkish=True) == "Defne Altıntaş"
    assert written("MARY O'BRIEN-LEE") == "Mary O'Brien-Lee"
    assert written("ANSA STAFF") == "ANSA STAFF"


def test_an_address_for_an_outlet_gives_way_to_its_name() -> None:
    head = '<meta property="og:site_name" content="paper.example">'
    foot = "<footer>Copyright © The Paper. All rights reserved</footer>"
    assert read(page(paragraphs()) + foot, head).outlet == "paper.example"
    foot = foot.replace("The Paper", "Paper")
    assert read(page(paragraphs()) + foot, head).outlet == "Paper"


def test_a_reporter_named_in_the_text_or_below_it() -> None:
    chinese = (
        "本报维也纳5月20日电（记者 顾雨桐、宋培）两国外长二十日在维也纳举行会谈，同意下月再次会晤。"
    )
    assert read(page(paragraphs(chinese, chinese[18:] * 2))).authors == ("顾雨桐", "宋培")
    signed = page(paragraphs(), "<p class=signature>Ida Lund, Oslo</p>")
    assert read(signed).authors[:1] == ("Ida Lund",)
    other = page(paragraphs()) + "<div class=teaser><p class=author>Jon Berg</p></div>"
    assert read(other).authors == ()
