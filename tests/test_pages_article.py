"""Article pages: which text is the article's, what its parts are, what the page says of it."""

import tomllib
from pathlib import Path

import pytest

from onrecord.errors import NotText
from onrecord.report import Capture, Given, Report
from onrecord.sources.pages.article import article
from onrecord.sources.pages.captions import parted
from onrecord.sources.pages.document import parse
from onrecord.sources.pages.marks import marks_of
from onrecord.sources.pages.moments import moment
from onrecord.sources.pages.printed import printed_day
from tests.pages.measure import HERE, measured, pooled

FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
URL = "https://www.paper.example/world/river-treaty-1882"
FIRST = (
    "The ministers of the two states signed the river treaty on Tuesday, after nine years of talks."
)
SECOND = "“It is a good day for the river,” the host told reporters in a hall without heating."
THIRD = "Observers from the council will watch the first deliveries of water in spring next year."
NOTHING = Given()
TOLD = (FIRST, SECOND, THIRD)
TITLE = "Two states sign river treaty"


def read(body: str, head: str = "", *, url: str | None = URL, seen: str | None = None,
         given: Given = NOTHING) -> Report:  # fmt: skip
    source = (
        f"<html><head><title>{TITLE} | The Paper</title>{head}</head><body>{body}</body></html>"
    )
    raw = source.encode()
    return article(parse(Capture(raw=raw, source="p.html", url=url, seen=seen, given=given)))


def page(*blocks: str) -> str:
    return f"<article><h1>{TITLE}</h1>{''.join(blocks)}</article>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts or TOLD)


def of(report: Report, *kinds: str) -> list[str]:
    return [part.span.text for part in report.parts if part.kind in kinds]


@pytest.mark.slow
@pytest.mark.parametrize("folder", [name for name in FLOORS if not name.startswith("live")])
def test_floors(folder: str) -> None:
    figures = pooled(measured(HERE / folder).values())
    low = {name: figures.get(name) for name, least in FLOORS[folder].items()
           if figures.get(name, 0.0) < least}  # fmt: skip
    assert not low


class TestText:
    def test_headline_standfirst_paragraphs_in_the_order_of_the_page(self) -> None:
        report = read(page('<p class="standfirst">Nine years of talks end.</p>', paragraphs()))
        assert report.text.split("\n\n") == [TITLE, "Nine years of talks end.", *TOLD]
        assert [part.kind for part in report.parts] == ["headline", "subheading", *["body"] * 3]

    @pytest.mark.parametrize(
        "box",
        [
            '<div class="related-stories"><p>{0}</p></div>',
            "<aside><p>{0}</p></aside>",
            '<div class="newsletter-signup"><p>{0}</p></div>',
            '<div id="comments"><p>{0}</p></div>',
            '<div style="display: none"><p>{0}</p></div>',
            "<div hidden><p>{0}</p></div>",
            "<template><p>{0}</p></template><noscript><p>{0}</p></noscript>",
            '<p class="visually-hidden">{0}</p>',
            '<blockquote class="twitter-tweet"><p>{0}</p></blockquote>',
            "<ul><li><a href=/1>{0}</a></li><li><a href=/2>Another text</a></li></ul>",
            "<p><a href=/x>Mayor of the border town quits over the bridge</a></p>",
        ],
    )
    def test_what_is_not_the_articles_is_left_out(self, box: str) -> None:
        other = "The harbour of another town was closed for two days because of the storm."
        report = read(page(f"<p>{FIRST}</p>", box.format(other), f"<p>{SECOND}</p><p>{THIRD}</p>"))
        assert of(report, "body") == list(TOLD)
        assert other not in report.text

    def test_marks_that_the_whole_article_bears_say_nothing(self) -> None:
        for name in ("social-share newsletter", "teaser", "sidebar", "comments-open related"):
            report = read(f'<div class="{name}">{page(paragraphs())}</div>')
            assert of(report, "body") == list(TOLD)

    def test_lines_between_paragraphs_that_lead_away_are_furniture(self) -> None:
        line = "Read more: What the treaty says about the dam"
        report = read(page(f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p>"))
        assert of(report, "furniture") == [line]
        assert of(report, "body") == list(TOLD)

    def test_caption_and_credit(self) -> None:
        figure = (
            "<figure><img src=x><figcaption>The hall. Photo: Ida Lund/AFR</figcaption></figure>"
        )
        report = read(page(figure, paragraphs()))
        assert of(report, "caption") == ["The hall."]
        assert of(report, "credit") == ["Photo: Ida Lund/AFR"]

    def test_sub_headings_lists_and_corrections(self) -> None:
        note = "Correction: An earlier version of this article named another river."
        report = read(page(f"<p>{FIRST}</p><h2>What it says</h2><ul><li>Water in spring</li>"
                           f"<li>Fish in autumn</li></ul><p>{SECOND}</p><p>{THIRD}</p>"
                           f"<p><b>What comes next</b></p><p>{FIRST[:60]} again.</p>"
                           f"<p>{note}</p>"))  # fmt: skip
        assert of(report, "subheading") == ["What it says", "What comes next"]
        assert of(report, "body")[1:3] == ["Water in spring", "Fish in autumn"]
        assert of(report, "correction") == [note]

    def test_a_drop_cap_is_a_letter_of_its_word(self) -> None:
        first = f'<p><span class="drop-cap" aria-hidden="true">T</span>{FIRST[1:]}</p>'
        assert of(read(page(first, paragraphs(SECOND, THIRD))), "body") == list(TOLD)

    def test_white_space_entities_and_what_cannot_be_seen(self) -> None:
        first = FIRST.replace("river", "ri&shy;v&#x200b;er").replace(" two ", "&nbsp;two\n\t ")
        expected = FIRST.replace(" two ", "\xa0two ")
        assert of(read(page(f"<p> {first} </p>", paragraphs(SECOND, THIRD))), "body")[0] == expected

    def test_two_breaks_part_paragraphs(self) -> None:
        assert of(read(page(f"<div>{'<br><br/>'.join(TOLD)}</div>")), "body") == list(TOLD)

    def test_the_first_of_several_articles_below_each_other(self) -> None:
        other = page(paragraphs(*(f"{n}. {FIRST}" for n in range(6)))).replace(TITLE, "Storm")
        assert of(read(page(paragraphs()) + other), "body") == list(TOLD)

    def test_a_second_voice_of_the_page_gives_text_that_it_does_not_show(self) -> None:
        whole = " ".join(TOLD * 2)
        head = ('<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":'
                f'"False","headline":"{TITLE}","articleBody":"{whole}"}}</script>')  # fmt: skip
        report = read(page(f"<p>{FIRST}</p>"), head)
        assert of(report, "body") == [whole]
        assert report.complete


class TestAbout:
    def test_metadata_and_given(self) -> None:
        head = ('<meta property="og:site_name" content="The Paper">'
                '<link rel=canonical href="/a-b#c">'
                '<meta property="article:published_time" content="2023-03-02T14:05:00+0200">'
                '<meta property="article:modified_time" content="2023-03-03T01:00:00Z">'
                '<meta name=author content="By Ida Lund and Jon Berg">')  # fmt: skip
        report = read(page(paragraphs()), head)
        assert (report.title, report.outlet) == (TITLE, "The Paper")
        assert report.authors == ("Ida Lund", "Jon Berg")
        assert report.published.value == "2023-03-02T14:05:00+02:00"
        assert report.published.basis == "metadata"
        assert report.modified == "2023-03-03T01:00:00+00:00"
        assert report.url == "https://www.paper.example/a-b"
        told = read(page(paragraphs()), head, given=Given(title="T", published="2020-01-01"))
        assert (told.title, told.published.value, told.published.basis) == (
            "T",
            "2020-01-01",
            "given",
        )

    @pytest.mark.parametrize(
        ("line", "basis"),
        [
            ('<time datetime="2023-03-02T10:00:00Z">today</time>', "metadata"),
            ('<p class="date">2 March 2023, 9:15</p>', "text"),
            ("<p>Published: March 2, 2023</p>", "text"),
            ('<p class="date">Mis à jour le 5 mars 2023 | Publié le 2 mars 2023</p>', "text"),
        ],
    )
    def test_dates_on_the_page(self, line: str, basis: str) -> None:
        published = read(page(line, paragraphs())).published
        assert (published.value or "")[:10] == "2023-03-02"
        assert published.basis == basis

    def test_a_date_in_the_address(self) -> None:
        published = read(page(paragraphs()), url="https://p.example/2023/mar/02/a-b-c-d").published
        assert (published.value, published.basis) == ("2023-03-02", "url")

    def test_dates_that_cannot_be(self) -> None:
        head = '<meta property="article:published_time" content="{}">'
        for value in ("1970-01-01T00:00:00Z", "0001-01-01", "2023-13-40", "2031-01-01", "soon"):
            report = read(page(paragraphs()), head.format(value), seen="2023-05-01T00:00:00Z")
            assert report.published.value is None

    def test_the_node_of_this_article_not_of_a_related_one(self) -> None:
        node = '{{"@type":"NewsArticle","headline":"{}","url":"{}","datePublished":"{}"}}'
        nodes = [node.format("Storm", "https://www.paper.example/storm", "2019-01-01"),
                 node.format(TITLE, URL, "2023-03-02")]  # fmt: skip
        head = "".join(f'<script type="application/ld+json">{n}</script>' for n in nodes)
        assert read(page(paragraphs()), head).published.value == "2023-03-02"

    def test_a_label_within_the_headline_is_no_part_of_it(self) -> None:
        head = f'<meta property="og:title" content="{TITLE}">'
        labelled = page(paragraphs()).replace(f">{TITLE}", f"><span>Rivers</span> {TITLE}", 1)
        assert read(labelled, head).title == TITLE

    def test_an_address_of_another_site_is_not_the_articles(self) -> None:
        head = '<link rel="canonical" href="https://elsewhere.example.org/x">'
        assert read(page(paragraphs()), head).url == URL


class TestStubs:
    @pytest.mark.parametrize(
        "wall",
        [
            '<div class="paywall"><p>Subscribe to continue reading.</p></div>',
            "<p>To continue reading this article, log in or subscribe.</p>",
            "<p>Il vous reste 70 % de cet article à lire.</p>",
        ],
    )
    def test_a_wall_in_the_text(self, wall: str) -> None:
        report = read(page(paragraphs(FIRST, SECOND), wall))
        assert not report.complete
        assert of(report, "body") == [FIRST, SECOND]

    def test_a_text_that_breaks_off(self) -> None:
        assert not read(
            page(paragraphs(FIRST, SECOND, "The council said that it would …"))
        ).complete
        assert read(page(paragraphs())).complete


class TestNoArticle:
    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            ("<form><input name=q><button>Go</button></form>", "no article"),
            ("<h1>We value your privacy</h1><p>We and our 812 partners use cookies and similar "
             "technologies to store information on a device and to process personal data.</p>"
             "<button>Accept all</button>", "a consent page"),
            ("<h1>Just a moment...</h1><p>Checking if the site connection is secure. This may take "
             "a few seconds; you will be sent on to the page you asked for.</p>", "for robots"),
            ("<div id=root></div><noscript>You need to enable JavaScript to run this app."
             "</noscript>", "runs scripts"),
            ("<h1>Page not found</h1><p>The page that you are looking for may have been moved or "
             "taken down, or it was never here at all. Try the front page.</p>", "nothing is here"),
            ("".join(f"<div><h2><a href=/{n}>Ministers of two states meet in town {n}</a></h2>"
                     f"<p>{FIRST}</p></div>" for n in range(9)), "no article"),
        ],
    )  # fmt: skip
    def test_it_is_refused_and_why_is_said(self, body: str, reason: str) -> None:
        with pytest.raises(NotText, match=reason):
            read(body)

    def test_front_page(self) -> None:
        with pytest.raises(NotText, match="front page"):
            read(page(paragraphs(FIRST, SECOND)), '<meta property="og:type" content="website">',
                 url="https://paper.example/")  # fmt: skip

    def test_a_short_article_on_a_plain_page_is_one(self) -> None:
        assert of(read(paragraphs(FIRST, SECOND)), "body") == [FIRST, SECOND]
        assert of(read(paragraphs(), url=None), "body") == list(TOLD)


class TestBarePages:
    @pytest.mark.parametrize("box", ["article", "main", "section", "div", "news-story"])
    def test_a_page_that_leaves_its_body_element_out(self, box: str) -> None:
        told = f"<h1>{TITLE}</h1>{paragraphs()}"
        source = f"<!doctype html><title>{TITLE}</title><{box}>{told}</{box}>"
        report = article(parse(Capture(raw=source.encode(), source="p.html")))
        assert of(report, "headline", "body") == [TITLE, *TOLD]

    def test_one_sentence_and_nothing_else(self) -> None:
        said = "The minister said on Tuesday that the talks would resume."
        report = article(parse(Capture(raw=f"<p>{said}".encode(), source="p.html")))
        assert report.text == said


class TestBytes:
    @pytest.mark.parametrize(
        ("encoding", "declared"),
        [("utf-8", "utf-8"), ("cp1252", "iso-8859-1"), ("utf-16", "utf-8"), ("utf-8", "latin-1")],
    )
    def test_encodings(self, encoding: str, declared: str) -> None:
        source = (f'<?xml version="1.0"?><html><head><meta charset="{declared}"></head><body>'
                  f"<h1>{TITLE}</h1><p>Café — {FIRST}</p><p>{THIRD}</p></body></html>")  # fmt: skip
        report = article(parse(Capture(raw=source.encode(encoding), source="p.html")))
        assert of(report, "body")[0] == f"Café — {FIRST}"

    def test_labels_as_browsers_read_them(self) -> None:
        text = "兩國外長二十日在維也納舉行會談，同意下月再次會晤，並派觀察員參加。"
        source = f'<html><head><meta charset="gb2312"></head><body><p>{text}</p><p>{text[9:]}</p>'
        report = article(parse(Capture(raw=source.encode("gbk"), source="p.html")))
        assert report.text.startswith(text)


def test_marks_are_found_by_words_not_letters() -> None:
    from lxml.html import fragment_fromstring

    def marks(name: str) -> frozenset[str]:
        return marks_of(fragment_fromstring(f'<div class="{name}"></div>'))

    assert "listing" in marks("articleBody__relatedStories")
    assert "furniture" in marks("c-social-share")
    assert not marks("broadcast shareholder adobe readable") & {"furniture", "listing"}
    assert not marks("print:hidden has-sidebar") & {"furniture", "hidden"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The hall on Monday. (AFR Photo/Ida Lund)",
            ["The hall on Monday.", "(AFR Photo/Ida Lund)"],
        ),
        ("The hall [Ida Lund/AFR]", ["The hall", "[Ida Lund/AFR]"]),
        ("The hall in Oslo, Norway (left).", ["The hall in Oslo, Norway (left)."]),
        ("The hall.—AFR", ["The hall.", "AFR"]),
        ("The hall | Ida Lund/AFR", ["The hall", "Ida Lund/AFR"]),
        ("The hall IDA LUND / AFR", ["The hall", "IDA LUND / AFR"]),
        ("© Ida Lund", ["© Ida Lund"]),
    ],
)
def test_credits_behind_captions(text: str, expected: list[str]) -> None:
    assert [words for _, words in parted(text)] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-03-02T14:05:00.123Z", "2023-03-02T14:05:00+00:00"),
        ("2023-03-02 14:05", "2023-03-02T14:05:00"),
        ("20230302", "2023-03-02"),
        ("1677765900", "2023-03-02T14:05:00+00:00"),
        ("Thu, 02 Mar 2023 14:05:00 GMT", "2023-03-02T14:05:00+00:00"),
        ("March 2, 2023 2:05 pm", "2023-03-02T14:05:00"),
        ("0", None),
        ("2023-02-30", None),
    ],
)
def test_moments(value: str, expected: str | None) -> None:
    found = moment(value)
    assert (found.iso if found else None) == expected


@pytest.mark.parametrize(
    "text",
    ["2. März 2023", "2 de marzo de 2023", "le 2 mars 2023 à 18h", "2 марта 2023", "2023年3月2日",
     "2023년 3월 2일", "March 2nd, 2023", "02.03.2023", "2 Mart 2023", "٢ مارس ٢٠٢٣",
     "3/2/2023 1:05 PM"],
)  # fmt: skip
def test_days_in_many_languages(text: str) -> None:
    found = printed_day(text, None, american=False)
    assert found is not None
    assert found.iso == "2023-03-02"


def test_folders_that_are_measured_are_there() -> None:
    assert all(Path(HERE / folder).is_dir() for folder in FLOORS)
