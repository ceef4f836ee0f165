"""Live coverage pages: what is a post, what is none, and pages that are no live coverage."""

import json
from pathlib import Path

import pytest

from onrecord.report import Capture, Report
from onrecord.sources.pages.document import parse
from onrecord.sources.pages.live import posts
from tests.clocked import grows_within
from tests.pages.measure_live import Score, below, floors, measured

PAGES = Path(__file__).parent / "pages"
URL = "https://paper.example/world/live/river-talks"
PROSE = "The minister said that the talks would go on until the river treaty is signed by all."


def read(html: str, url: str | None = URL) -> list[Report]:
    return list(posts(parse(Capture(raw=html.encode(), source="page.html", url=url))))


def page(body: str, *, title: str = "River talks: live updates", head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}"
        "</main></body></html>"
    )


def linked(*told: dict[str, object], **page_: object) -> str:
    node = {"@type": "LiveBlogPosting", "headline": "River talks", "liveBlogUpdate": told, **page_}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def entry(number: int, inner: str = f"<p>{PROSE}</p>", name: str = "live-post") -> str:
    return (
        f'<div class="{name}" id="p{number}"><time datetime="2026-03-10T{20 - number}:05:00Z">x'
        f"</time>{inner}</div>"
    )


def bodies(found: list[Report]) -> list[list[str]]:
    return [[p.span.text for p in r.parts if p.kind == "body"] for r in found]


# ── what our own pages give ─────────────────────────────────────────────────


@pytest.mark.parametrize("room", ["live", "live_second", "live_third"])
def test_figures_are_above_their_floors(room: str) -> None:
    scores = measured(PAGES / room)
    total = sum(scores.values(), Score())
    fallen = below(total.figures(), floors(room))
    assert not fallen, "\n".join([*fallen, *total.misses])


NO_LIVE = "articles languages other stubs second languages_second other_second stubs_second third"


@pytest.mark.parametrize(
    "path",
    [path for room in NO_LIVE.split() for path in sorted((PAGES / room).glob("*.html"))],
    ids=lambda p: p.stem,
)
def test_no_article_is_split(path: Path) -> None:
    assert not posts(parse(Capture(raw=path.read_bytes(), source=path.name)))


# ── what is no live coverage ────────────────────────────────────────────────


def test_an_article_on_something_live_with_sub_headings_is_one_text() -> None:
    body = "".join(f"<h2>What happens next, {n}</h2><p>{PROSE}</p>" for n in range(5))
    assert not read(page(body, title="Live: the band that plays for the treaty"))


def test_a_timeline_of_days_is_no_live_coverage() -> None:
    body = "".join(
        f'<div class="timeline-item"><time datetime="2026-0{n}-10">{n} March</time><p>{PROSE}</p>'
        "</div>"
        for n in range(1, 8)
    )
    assert not read(page(body))


def test_teasers_on_a_front_page_are_no_posts() -> None:
    body = "".join(
        f'<div class="live-update card"><time datetime="2026-03-10T1{n}:05:00Z">x</time>'
        f'<h3><a href="/world/story-{n}">Story number {n}</a></h3><p>{PROSE}</p></div>'
        for n in range(8)
    )
    assert not read(page(body, title="Live news"), "https://paper.example/live/")


def test_comments_are_no_posts() -> None:
    thread = "".join(entry(n, name="comment") for n in range(8))
    article = f"<p>{PROSE}</p>" * 3
    assert not read(page(f'{article}<ol class="comments">{thread}</ol>'))


def test_a_box_of_updates_within_an_article_does_not_split_it() -> None:
    box = f'<div class="liveblog">{entry(1)}{entry(2)}</div>'
    assert not read(page(f"<p>{PROSE} {PROSE}</p>" * 12 + box))


def test_what_claims_to_be_live_and_has_no_posts_is_an_article() -> None:
    assert not read(page(f"<p>{PROSE}</p>" * 4, head=linked()))


def test_what_an_address_promises_needs_times_in_order() -> None:
    hours = (9, 17, 10, 16, 11, 15, 12)
    body = "".join(
        f'<div class="x" id="p{h}"><span>{h:02}:05</span><p>{PROSE}</p></div>' for h in hours
    )
    assert not read(page(body, title="River talks"))


# ── posts ───────────────────────────────────────────────────────────────────


def test_rows_without_containers() -> None:
    body = "".join(
        f"<h3>{clock} – Talks, part {n}</h3><p>{PROSE}</p><p>Part {n} ends.</p>"
        for n, clock in enumerate(["18:05", "17:40", "16:30", "15:10"])
    )
    head = '<meta property="article:published_time" content="2026-03-10T15:00:00+01:00">'
    found = read(page(body, head=head))
    assert bodies(found) == [[PROSE, f"Part {n} ends."] for n in range(4)]
    assert [r.title for r in found] == [f"Talks, part {n}" for n in range(4)]
    assert found[0].published.value == "2026-03-10T18:05:00+01:00"


def test_paragraphs_that_open_with_a_clock() -> None:
    clocks = ("2.15pm", "1pm", "11.30am")
    body = "".join(f"<p><strong>{c}</strong> {PROSE}</p><p>Part of {c}.</p>" for c in clocks)
    found = read(page(body))
    assert bodies(found) == [[PROSE, f"Part of {c}."] for c in clocks]


def test_an_agenda_in_a_post_makes_no_posts() -> None:
    agenda = "".join(f"<li><strong>{h}.30am:</strong> The committee sits.</li>" for h in (8, 9, 10))
    stream = entry(1) + entry(2, f"<p>{PROSE}</p><ul>{agenda}</ul>") + entry(3)
    found = read(page(f'<div class="liveblog">{stream}</div>'))
    assert len(found) == 3
    assert bodies(found)[1][1:] == [f"{h}.30am: The committee sits." for h in (8, 9, 10)]


def test_a_pinned_copy_is_one_post_at_its_own_place() -> None:
    pinned = f'<div class="pinned">{entry(2, f"<p>{PROSE} First.</p>")}</div>'
    stream = "".join(entry(n, f"<p>{PROSE} {n}.</p>") for n in (1, 3))
    original = entry(2, f"<p>{PROSE} First.</p>")
    found = read(page(f'{pinned}<div class="liveblog">{stream}{original}</div>'))
    assert [b[0][-8:].split()[-1] for b in bodies(found)] == ["1.", "3.", "First."]


def test_a_copy_that_shows_its_time_to_the_minute_is_no_other_post() -> None:
    said = f"<p>{PROSE} Nobody answered.</p>"
    link = '<a href="?page=with:block-22#block-22"><span>15.05 BST</span></a>'
    pinned = f'<div id="pinned-post"><article class="block">{link}{said}</article></div>'
    rest = "".join(
        f'<article class="block" id="block-{n}{n}"><a href="?page=with:block-{n}{n}#block-{n}{n}">'
        f'<time datetime="2026-05-10T{16 - n}:05:47Z">x</time></a>{said if n == 2 else ""}'
        f"<p>{PROSE} It was hour {n}.</p></article>".replace(f"<p>{PROSE} It was hour 2.</p>", "")
        for n in (1, 2, 3)
    )
    found = read(page(pinned + rest))
    times = [r.published.value for r in found]
    assert times == [f"2026-05-10T{hour}:05:47Z" for hour in (15, 14, 13)]


def test_posts_with_the_same_words_at_other_times_are_posts_each() -> None:
    assert len(read(page("".join(entry(n, f"<p>{PROSE}</p>") for n in range(4))))) == 4


def test_the_year_stands_in_the_linked_data_of_any_article() -> None:
    body = "".join(
        f'<article class="live-post" id="p{n}"><span>{20 - n}:05 BST 5 June</span><p>{PROSE}</p>'
        "</article>"
        for n in range(3)
    )
    node = {"@type": "NewsArticle", "url": URL, "headline": "River talks: live updates",
            "datePublished": "2024-06-05T08:02:14Z"}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    times = [r.published.value for r in read(page(body, head=head))]
    assert times == [f"2024-06-05T{20 - n}:05:00+01:00" for n in range(3)]
    assert {r.published.value for r in read(page(body))} == {None}


def test_a_post_without_a_time_has_the_day_of_its_page() -> None:
    head = '<meta property="article:published_time" content="2026-03-10T08:02:14Z">'
    body = "".join(
        f'<div class="live-blog-post" id="p{n}"><p>{PROSE} {n}</p></div>' for n in range(3)
    )
    found = read(page(body, head=head))
    assert {(r.published.value, r.published.basis) for r in found} == {("2026-03-10", "metadata")}


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<span class='post-label'>Breaking</span> Accord signed", "Accord signed"),
        ("<span class='badge'>Analysis</span><span>The wind</span>", "The wind"),
        ("<span class='post-label'>Accord signed</span>", "Accord signed"),
        ("<b class='badge'>Accord</b><span class='visually-hidden'>at 9</span>", "Accord"),
        ("<span class='badge'>Breaking</span>Accord signed", "Accord signed"),
        ("<span class='badge'>Ac</span>Cord", "AcCord"),
        ("<span class='hl'>Analysis</span> of a wind", "Analysis of a wind"),
        ("Accord <span class='tag'>signed</span> today", "Accord signed today"),
    ],
)
def test_a_label_in_a_heading_is_no_part_of_it(heading: str, title: str) -> None:
    first = entry(0, f"<h3>{heading}</h3><p>{PROSE}</p>")
    rest = "".join(entry(n, f"<p>{PROSE} {n}</p>") for n in (1, 2))
    assert read(page(first + rest))[0].title == title


def test_words_that_only_announce_a_picture_are_no_caption() -> None:
    figure = (
        '<figure><div><span class="q1">Image</span><img src="a.jpg" alt=""></div><figcaption>'
        "<span>The camp on Wednesday.</span><span><span>Credit...</span><span>Ada Berg for The "
        "Paper</span></span></figcaption></figure>"
    )
    film = '<div class="VideoEnhancement-description">The minister speaks</div>'
    found = read(page("".join(entry(n, f"{figure}{film}<p>{PROSE} {n}</p>") for n in range(2))))
    told = [(p.kind, p.span.text) for p in found[0].parts]
    assert told == [
        ("caption", "The camp on Wednesday."),
        ("credit", "Ada Berg for The Paper"),
        ("caption", "The minister speaks"),
        ("body", f"{PROSE} 0"),
    ]


def test_a_line_with_the_name_of_the_author_alone_is_no_paragraph() -> None:
    names = ("Ada Berg", "Tom Vik", "Ea Lund")
    told = [
        {"@type": "BlogPosting", "url": f"{URL}#p{n}", "author": {"name": name},
         "articleBody": f"{PROSE} {n}", "datePublished": f"2026-03-10T{20 - n}:05:00Z"}
        for n, name in enumerate(names)
    ]  # fmt: skip
    body = "".join(
        entry(n, f"<div><p>{name}</p></div><p>{PROSE} {n}</p>") for n, name in enumerate(names)
    )
    found = read(page(body, head=linked(*told)))
    assert bodies(found) == [[f"{PROSE} {n}"] for n in range(3)]
    assert [r.authors for r in found] == [(name,) for name in names]


def test_the_captions_of_a_post_whose_id_is_made_of_words() -> None:
    figure = '<figure><img src="a.jpg" alt=""><figcaption>The camp.</figcaption></figure>'
    body = "".join(
        f'<div role="article" class="q{n}"><div class="live-post" id="camp-reaction-{n}"><time '
        f'datetime="2026-03-10T{20 - n}:05:00Z">x</time>{figure}<p>{PROSE} {n}</p></div></div>'
        for n in range(2)
    )
    kinds = [[part.kind for part in r.parts] for r in read(page(body))]
    assert kinds == [["caption", "body"]] * 2


def test_a_post_without_words_gives_no_report() -> None:
    film = entry(2, "<h2>Watch: the bridge</h2><video src=x></video>")
    found = read(page(f'<div class="liveblog">{entry(1)}{film}{entry(3)}</div>', head=linked()))
    assert [r.url for r in found if r.title] == []


def test_posts_of_others_are_not_in_the_text() -> None:
    shown = '<blockquote class="twitter-tweet"><p>I never said that.</p>A. Envoy</blockquote>'
    stream = entry(1, f"<p>{PROSE}</p>{shown}") + entry(2)
    assert bodies(read(page(f'<div class="liveblog">{stream}</div>'))) == [[PROSE]] * 2


def test_posts_that_only_linked_data_tells_stand_behind_those_shown() -> None:
    told = [
        {"headline": f"Talks, part {n}", "articleBody": f"<p>{PROSE}</p><p>Part {n}.</p>",
         "datePublished": f"2026-03-10T{20 - n}:05:00Z", "url": f"{URL}#p{n}"}
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    stream = entry(1) + entry(2)
    found = read(page(f'<div class="liveblog">{stream}</div>', head=linked(*told)))
    assert bodies(found) == [[PROSE], [PROSE], [PROSE, "Part 3."], [PROSE, "Part 4."]]
    assert [r.complete for r in found] == [True] * 4


def test_a_text_that_is_cut_short_is_told() -> None:
    told = {"headline": "A", "articleBody": "The minister said that...", "url": f"{URL}#p1",
            "datePublished": "2026-03-10T10:00:00Z"}  # fmt: skip
    (found,) = read(page("<p>x</p>", head=linked(told)))
    assert not found.complete


def test_linked_data_that_contradicts_the_page_changes_no_text() -> None:
    told = {"headline": "Quite another", "articleBody": "Words that nobody sees. " * 3,
            "datePublished": "2026-03-10T19:05:00Z", "url": f"{URL}#p1"}  # fmt: skip
    stream = entry(1) + entry(2)
    found = read(page(f'<div class="liveblog">{stream}</div>', head=linked(told)))
    assert bodies(found) == [[PROSE], [PROSE]]


def test_what_two_posts_have_in_common_joins_neither() -> None:
    told = [
        {
            "headline": "Analysis",
            "datePublished": f"2026-03-10T{20 - n}:05:30Z",
            "url": f"{URL}#k{n}",
        }
        for n in (2, 1)
    ]
    stream = "".join(entry(n, f"<h2>Analysis</h2><p>{PROSE} {n}</p>") for n in (1, 2))
    found = read(page(f'<div class="liveblog">{stream}</div>', head=linked(*told)))
    assert [r.published.value for r in found] == ["2026-03-10T19:05:30Z", "2026-03-10T18:05:30Z"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "http://[", "//"])
def test_only_addresses_of_the_web_are_links(href: str) -> None:
    link = f'<a href="{href}"><time datetime="2026-03-10T10:00Z">x</time></a><p>{PROSE}</p>'
    stream = "".join(f'<div class="live-post">{link} {n}</div>' for n in range(3))
    for report in read(page(f'<div class="liveblog">{stream}</div>')):
        assert report.url == URL


def test_ids_that_repeat_or_are_hostile_tell_posts_apart() -> None:
    stream = "".join(
        f'<div class="live-post" id="x\x1f"><time datetime="2026-03-10T1{n}:00Z">x</time>'
        f"<p>{PROSE} {n}</p></div>"
        for n in range(4)
    )
    found = read(page(f'<div class="liveblog">{stream}</div>'))
    assert len({r.id for r in found}) == len(found) == 4


def test_times_that_cannot_be_are_none() -> None:
    stamps = ("2026-13-45T10:00", "9999999999999", "0001-01-01T00:00:00Z", "2026-02-30T25:61Z")
    stream = "".join(
        f'<div class="live-post" id="q{n}"><time datetime="{s}">x</time><p>{PROSE} {n}</p></div>'
        for n, s in enumerate(stamps)
    )
    told = [{"url": f"{URL}#q{n}", "articleBody": f"{PROSE} {n}"} for n in range(4)]
    found = read(page(f'<div class="liveblog">{stream}</div>', head=linked(*told)))
    assert len(found) == 4
    assert {r.published.value for r in found} == {None}


def test_time_grows_with_the_page_and_no_faster() -> None:
    few, many = (_stream(count) for count in (500, 5_000))
    assert grows_within(lambda: read(few), lambda: read(many), 40)


def _stream(count: int) -> str:
    stream = "".join(
        f'<div class="live-post" id="n{n}"><time datetime="2026-03-{1 + n % 28:02}T10:00:00Z">x'
        f"</time><p>{PROSE} {n}</p><ul><li>9.30am: tea</li><li>10.30am: tea</li></ul></div>"
        for n in range(count)
    )
    html = page(f'<div class="liveblog">{stream}</div>{"<div>" * count}{PROSE}')
    assert len(read(html)) == count
    return html
