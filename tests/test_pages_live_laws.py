"""What holds for every live coverage page, however it is built."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.report import Capture, Report
from onrecord.sources.pages.document import parse
from onrecord.sources.pages.live import posts

PAGE = "https://paper.example/world/live/talks"
LAST = datetime(2026, 3, 11, 1, 30, tzinfo=UTC)
NOISE = (
    '<div class="ad-slot"><p>Advertisement</p></div>',
    '<aside class="newsletter"><h3>Get our morning email</h3><p>All the news, every day at six.</p>'
    '<form><input name="mail"><button>Sign up</button></form></aside>',
    '<div class="related-links"><h3>More on this story</h3><ul><li><a href="/a">Why the river '
    "matters</a></li></ul></div>",
    "<hr>",
)
WORDS = "minister talks border water treaty envoy said signed late again north table paper".split()


@dataclass(frozen=True)
class Made:
    """A post that a page is made of."""

    key: str
    moment: datetime
    headline: str | None
    paragraphs: tuple[str, ...]


@st.composite
def made(draw: st.DrawFn, fewest: int = 3) -> list[Made]:
    """Posts, the newest first, some across midnight."""
    moment, found = LAST, []
    for number in range(draw(st.integers(fewest, 9))):
        sentences = st.lists(st.sampled_from(WORDS), min_size=6, max_size=14)
        paragraphs = draw(st.lists(sentences, min_size=1, max_size=3))
        found.append(
            Made(
                key=f"block-{number:x}7f{number * 7919:x}",
                moment=moment,
                headline=draw(st.sampled_from([None, f"Envoy arrives a {number}th time"])),
                paragraphs=tuple(
                    f"The {' '.join(words)} {number}-{n}." for n, words in enumerate(paragraphs)
                ),
            )
        )
        moment -= timedelta(minutes=draw(st.integers(1, 170)))
    return found


SHAPES = st.fixed_dictionaries(
    {
        "tag": st.sampled_from(["article", "div", "section", "li", "live-post"]),
        "stream": st.sampled_from(["liveblog", "live-updates", "LiveBlogPosts"]),
        "depth": st.integers(0, 3),
        "time": st.sampled_from(["datetime", "epoch", "clock", "zoned"]),
        "oldest_first": st.booleans(),
        "anchored": st.booleans(),
        "noise": st.integers(0, len(NOISE)),
        "linked": st.sampled_from(["none", "whole", "cut", "bare"]),
        "class": st.sampled_from(["post", "entry is-new", "css-1x2y3z", "block block--content"]),
    }
)


def page(of: list[Made], shape: dict) -> str:  # type: ignore[type-arg]
    ordered = list(reversed(of)) if shape["oldest_first"] else of
    blocks = []
    for number, one in enumerate(ordered):
        blocks.append(_post(one, shape))
        if shape["noise"] and number % 2:
            blocks.append(NOISE[(number + shape["noise"]) % len(NOISE)])
    return f"""<!doctype html><html><head><title>Talks: live updates | The Paper</title>
<link rel="canonical" href="{PAGE}">{_linked(ordered, shape)}
<meta property="article:published_time" content="{of[-1].moment.isoformat()}">
<meta property="article:modified_time" content="{of[0].moment.isoformat()}"></head>
<body><nav><a href="/">Home</a></nav><main><h1>Talks: live updates</h1>
<p>The talks go on, and we follow them here.</p>
<div class="{shape["stream"]}">{"".join(blocks)}</div>
<section class="comments"><ul>{_comments(of)}</ul></section></main></body></html>"""


def _post(one: Made, shape: dict) -> str:  # type: ignore[type-arg]
    clock, epoch = f"{one.moment:%H:%M}", int(one.moment.timestamp() * 1000)
    stamp = {
        "datetime": f'<time datetime="{one.moment.isoformat()}">3h ago</time>',
        "epoch": f'<span class="when" data-timestamp="{epoch}"></span>',
        "clock": f"<span>{clock}</span>",
        "zoned": f"<span>{clock} GMT</span>",
    }[shape["time"]]
    head = f"<h2>{one.headline}</h2>" if one.headline else ""
    body = "".join(f"<p>{p}</p>" for p in one.paragraphs)
    inner = f'<header>{stamp}{head}</header><div class="body">{body}</div>'
    for _ in range(shape["depth"]):
        inner = f"<div>{inner}</div>"
    tag, share, name = shape["tag"], "", ""
    if shape["anchored"]:
        share = f'<footer><a href="{PAGE}#{one.key}">Share</a></footer>'
        name = f' id="{one.key}"'
    return f'<{tag}{name} class="{shape["class"]}">{inner}{share}</{tag}>'


def _linked(of: list[Made], shape: dict) -> str:  # type: ignore[type-arg]
    if shape["linked"] == "none":
        return ""
    told = []
    for one in of:
        text = " ".join(one.paragraphs)
        node = {
            "@type": "BlogPosting",
            "datePublished": one.moment.isoformat(),
            "headline": one.headline or "Talks: live updates",
            "url": f"{PAGE}#{one.key}",
        }
        if shape["linked"] != "bare":
            node["articleBody"] = text if shape["linked"] == "whole" else f"{text[:30]}..."
        told.append(node)
    node_ = {"@type": "LiveBlogPosting", "headline": "Talks: live updates",
             "datePublished": of[-1].moment.isoformat(), "dateModified": of[0].moment.isoformat(),
             "liveBlogUpdate": told}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(node_)}</script>'


def _comments(of: list[Made]) -> str:
    return "".join(
        f'<li class="comment" id="c{n}"><time datetime="{one.moment.isoformat()}">now</time>'
        f"<p>I do not believe a word of what they say, and never did.</p></li>"
        for n, one in enumerate(of)
    )


def read(html: str) -> list[Report]:
    return list(posts(parse(Capture(raw=html.encode(), source="live.html"))))


def paragraphs(report: Report) -> tuple[str, ...]:
    return tuple(part.span.text for part in report.parts if part.kind == "body")


@settings(max_examples=80, deadline=None)
@given(made(), SHAPES)
def test_a_page_gives_back_its_posts_and_nothing_else(of: list[Made], shape: dict) -> None:  # type: ignore[type-arg]
    found = read(page(of, shape))
    ordered = list(reversed(of)) if shape["oldest_first"] else of
    assert [paragraphs(r) for r in found] == [one.paragraphs for one in ordered]
    assert [r.title for r in found] == [one.headline for one in ordered]
    if shape["anchored"] or shape["linked"] != "none":
        assert [r.url for r in found] == [f"{PAGE}#{one.key}" for one in ordered]
    else:
        assert {r.url for r in found} == {PAGE}
    told = [datetime.fromisoformat(r.published.value or "") for r in found]
    if shape["time"] == "clock" and shape["linked"] == "none":
        assert told == [one.moment.replace(tzinfo=None) for one in ordered]
    else:
        assert [t.astimezone(UTC) for t in told] == [one.moment for one in ordered]


@settings(max_examples=40, deadline=None)
@given(made(), SHAPES)
def test_parts_lie_in_their_text_and_posts_in_one_page(of: list[Made], shape: dict) -> None:  # type: ignore[type-arg]
    found = read(page(of, shape))
    for report in found:
        for part in report.parts:
            assert report.text[part.span.start : part.span.end] == part.span.text
        assert "\n\n".join(part.span.text for part in report.parts) == report.text
        assert report.kind == "live_post"
    assert len({r.id for r in found}) == len(found)
    assert len({r.part_of for r in found}) == 1


@settings(max_examples=30, deadline=None)
@given(made(fewest=5), SHAPES)
def test_the_same_page_gives_the_same_posts_and_new_ones_change_no_other(
    of: list[Made],
    shape: dict,  # type: ignore[type-arg]
) -> None:
    now, before = read(page(of, shape)), read(page(of[2:], shape))
    assert now == read(page(of, shape))
    ids = {paragraphs(r): r.id for r in now}
    assert [ids[paragraphs(r)] for r in before] == [r.id for r in before]


TAGS = st.sampled_from("div p article li ul section h2 h3 time span b a table td figure".split())
ATTRIBUTES = st.dictionaries(
    st.sampled_from("class id datetime data-timestamp href itemprop data-id role".split()),
    st.sampled_from(
        ["live-post", "post", "block-1", "9" * 13, "2026-03-10T14:05", "14:05", "#x", "http://[",
         "comment", "x" * 500, "2026-13-45", "-1", "1e400", "https://a.example/#block-1"]
    ),
    max_size=3,
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "14:05", "25:61", "3h ago", "Tue 10 Mar 2026 20.02 GMT", "31 Feb", "\x00",
     "The minister said that the talks would go on.", "14:05 – Talks"]
)  # fmt: skip


def _tree(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(_element, TAGS, ATTRIBUTES, st.lists(inner, max_size=4))


def _element(tag: str, attributes: dict[str, str], inner: list[str]) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{said}>{''.join(inner)}</{tag}>"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.recursive(TEXTS, _tree, max_leaves=30), max_size=6), st.booleans())
def test_no_tree_is_too_broken(trees: list[str], is_told: bool) -> None:
    told = '<script type="application/ld+json">{"@type":"LiveBlogPosting"}</script>'
    html = f"<html><head><title>live</title>{told if is_told else ''}</head><body>{''.join(trees)}"
    for report in read(html + "</body></html>"):
        assert report.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "@type headline articleBody datePublished dateModified url @id author name image "
                "caption liveBlogUpdate item mainEntityOfPage publisher".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None)
@given(JSON, st.lists(JSON, max_size=4))
def test_no_linked_data_is_too_broken(node: object, listed: list[object]) -> None:
    told = {"@type": "LiveBlogPosting", "publisher": node, "headline": node, "url": node,
            "liveBlogUpdate": listed}  # fmt: skip
    script = json.dumps(told).replace("</", "<\\/")
    html = f'<html><head><script type="application/ld+json">{script}</script></head><body><p>x</p>'
    for report in read(html + "</body></html>"):
        assert report.text
