"""Kinds of live coverage page, each in its smallest form: as outlets and plugins build them."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=2))
FIRST = datetime(2026, 4, 14, 18, 35, tzinfo=ZONE)
SITE = "https://paper.example"
SAID = (
    "The minister said that the talks on the river would go on until the treaty is signed.",
    "Delegates have left the building, and nobody would say when they are to come back.",
    "A spokesman for the basin commission read out a statement of four lines in the rain.",
    "The second draft has been handed to both sides, according to two people in the room.",
    "Police have closed the bridge to lorries while the convoy of the president passes.",
    "Good morning, and welcome to our coverage of the second day of talks in the capital.",
)
MORE = "It was the third time this week that the hall had to be cleared of reporters."


@dataclass(frozen=True)
class Told:
    """One post that a page is made of."""

    number: int
    at: datetime
    title: str
    body: tuple[str, ...]

    @property
    def clock(self) -> str:
        return f"{self.at:%H:%M}"

    @property
    def half(self) -> str:
        return f"{int(f'{self.at:%I}')}:{self.at:%M} {'a' if self.at.hour < 12 else 'p'}.m."

    @property
    def paragraphs(self) -> str:
        return "".join(f"<p>{text}</p>" for text in self.body)


STORY = tuple(
    Told(
        number=4_711_000 - 37 * n,
        at=FIRST - timedelta(minutes=71 * n),
        title=f"Talks enter hour {9 - n}",
        body=(said, MORE) if n % 2 else (said,),
    )
    for n, said in enumerate(SAID)
)


@dataclass(frozen=True)
class Kind:
    """How a page is built: ``post`` makes one post; what else the page has around them."""

    post: Callable[[Told], str]
    title: str = "River talks live: treaty in sight"
    path: str = "/world/river-talks"
    before: str = '<div class="content">'
    after: str = "</div>"
    head: Callable[[Sequence[Told]], str] = field(default=lambda told: "")
    around: tuple[str, str] = ("", "")
    titled: bool = True
    timed: bool = True


def _article(told: Told) -> str:
    return (
        f'<article id="block-{told.number:x}"><h2>{told.title}</h2>'
        f'<time datetime="{told.at.isoformat()}">{told.half}</time>{told.paragraphs}</article>'
    )


def _hashed(told: Told) -> str:
    return (
        f'<div class="x1a2b {"zz9" if told.number % 2 else "qq7"}"><div class="k3">'
        f'<span class="t8">{told.clock}</span></div><div class="m4"><h3>{told.title}</h3>'
        f"{told.paragraphs}</div></div>"
    )


def _media_object(told: Told) -> str:
    return (
        f'<div class="media"><div class="media-left"><img src="a.png" alt=""><span>{told.clock}'
        f'</span></div><div class="media-body"><h4>{told.title}</h4>{told.paragraphs}</div></div>'
    )


def _social_card(told: Told) -> str:
    return (
        f'<li class="live-feed__item" data-post-id="{told.number}"><div class="card"><div '
        f'class="timestamp">{told.half} ET</div><h3>{told.title}</h3><div class="social-post-text">'
        f'{told.paragraphs}</div><div class="share"><a href="https://x.example/?u=a">Share</a></div>'
        "</div></li>"
    )


def _table_row(told: Told) -> str:
    said = " ".join(told.body)
    return f"<tr><td>{told.clock}</td><td><b>{told.title}</b><p>{said}</p></td></tr>"


def _definition(told: Told) -> str:
    return f"<dt>{told.clock} {told.title}</dt><dd>{told.paragraphs}</dd>"


def _title_then_time(told: Told) -> str:
    return f"<h2>{told.title}</h2><p class='when'>{told.half}</p>{told.paragraphs}"


def _title_name_time(told: Told) -> str:
    by = f"<p>By Ada Berg</p><p><em>{told.half} GMT</em></p>"
    return f"<h2>{told.title}</h2>{by}{told.paragraphs}"


def _name_beside_time(told: Told) -> str:
    return (
        f"<section><h3>{told.title}</h3><p>Ada Berg, Oslo · {told.clock} GMT</p>{told.paragraphs}"
        "</section>"
    )


def _bold_clock(told: Told) -> str:
    return f"<p><strong>{told.clock}</strong> {told.body[0]}</p>" + "".join(
        f"<p>{text}</p>" for text in told.body[1:]
    )


def _heading_clock(told: Told) -> str:
    return f"<h3>{told.clock} GMT – {told.title}</h3>{told.paragraphs}<hr>"


def _heading_only_clock(told: Told) -> str:
    return f"<h4>{told.half}</h4>{told.paragraphs}"


def _french(told: Told) -> str:
    return (
        f'<section class="post post__live-container" id="id-{told.number}"><span class="date">'
        f"{told.at:%Hh%M}</span><h2>{told.title}</h2>{told.paragraphs}</section>"
    )


def _spanish(told: Told) -> str:
    return (
        f'<article class="apunte"><span class="hora">14 de abril de 2026 - {told.clock}h</span>'
        f"<h2>{told.title}</h2>{told.paragraphs}</article>"
    )


def _german(told: Told) -> str:
    return (
        f'<article class="ticker-eintrag" id="e{told.number}"><p class="zeit">14. April 2026, '
        f"{told.at:%H.%M} Uhr</p><h3>{told.title}</h3>{told.paragraphs}</article>"
    )


def _permalinked(told: Told) -> str:
    return (
        f'<div class="liveblog-paragraph"><h4><a href="{SITE}/liveblog_entry/{told.number}/">'
        f'{told.title}</a></h4><span class="date">{told.half}</span>{told.paragraphs}'
        f"<p>{MORE}</p></div>"
    )


def _ago(told: Told) -> str:
    return (
        f'<div class="liveblog-entry"><span>{told.number % 50 + 2} min ago</span>'
        f"<h3>{told.title}</h3>{told.paragraphs}</div>"
    )


def _ago_at_first(told: Told) -> str:
    at = f"{(FIRST - told.at).seconds // 60} min ago" if told.number > 4_710_920 else told.half
    return f'<div class="n1"><span>{at}</span><h3>{told.title}</h3>{told.paragraphs}</div>'


def _no_time(told: Told) -> str:
    inner = f"<h3>{told.title}</h3>{told.paragraphs}"
    return f'<div class="live-blog-post" id="p{told.number}">{inner}</div>'


def microdata(told: Told) -> str:
    return (
        f'<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting">'
        f'<meta itemprop="datePublished" content="{told.at.isoformat()}"><h2 itemprop="headline">'
        f'{told.title}</h2><div itemprop="articleBody">{told.paragraphs}</div></div>'
    )


def _mixed(told: Told) -> str:
    tag = ("article", "div", "section")[told.number % 3]
    return (
        f'<{tag} class="type-{told.number % 3}"><div class="entry-time">{told.clock}</div>'
        f"<h3>{told.title}</h3>{told.paragraphs}</{tag}>"
    )


def _in_sidebar_names(told: Told) -> str:
    return (
        f'<li class="live-post"><time datetime="{told.at.isoformat()}">x</time>'
        f'<h3>{told.title}</h3><div class="latest-updates widget-area"><div class="sidebar">'
        f"{told.paragraphs}</div></div>"
        "</li>"
    )


def _details(told: Told) -> str:
    return (
        f'<div class="wp-block-group"><p class="has-small-font-size">{told.at:%b %d, %Y} '
        f'{told.half}</p><h3 class="wp-block-heading">{told.title}</h3>{told.paragraphs}</div>'
    )


def _slashed(told: Told) -> str:
    return (
        f'<div class="t-item"><span>{told.at:%d/%m/%Y} - {told.clock}</span><h3>{told.title}</h3>'
        f"{told.paragraphs}</div>"
    )


def skeleton(told: Told) -> str:
    return '<div class="skeleton"></div>'


def _cut(text: str, length: int) -> str:
    return f"{text[:length]}..." if len(text) > length else text


def _bare(told: Told) -> str:
    return f"<article><div></div><div>{told.paragraphs}</div></article>"


def _linked(
    whole: bool, kind: str = "LiveBlogPosting", cut: int = 1_000
) -> Callable[[Sequence[Told]], str]:
    def head(story: Sequence[Told]) -> str:
        updates = [
            {"@type": "BlogPosting", "headline": told.title, "datePublished": told.at.isoformat(),
             "url": f"{SITE}/world/river-talks?post={told.number}",
             **({"articleBody": _cut("\n".join(told.body), cut)} if whole else {})}
            for told in story
        ]  # fmt: skip
        node = {"@context": "https://schema.org", "@type": kind, "liveBlogUpdate": updates}
        return f'<script type="application/ld+json">{json.dumps(node)}</script>'

    return head


def _filled(pattern: str) -> Callable[[Told], str]:
    """A post of a pattern; {%H} and the like are of its time."""

    def made(told: Told) -> str:
        known = {"number": str(told.number), "title": told.title, "body": told.paragraphs,
                 "clock": told.clock, "half": told.half, "iso": told.at.isoformat(),
                 "epoch": str(int(told.at.timestamp() * 1000))}  # fmt: skip
        text = re.sub(r"\{(\w+)\}", lambda found: known[found[1]], pattern)
        return re.sub(r"\{(%[^}]+)\}", lambda found: told.at.strftime(found[1]), text)

    return made


PATTERNS = {
    "a name, a place, a time": '<div data-testid="live-blog-post" id="e-{number}"><div>'
    '<time datetime="{iso}">{half} ET</time></div><div><p>Ada Berg</p><p>Reporting from Oslo</p>'
    "</div><h3>{title}</h3>{body}<button>Share</button></div>",
    "ago and a clock in a row": '<div class="live-blog-card"><div><span>12h ago</span> / '
    '<time datetime="{iso}">{half} EDT</time></div><h2>{title}</h2><div class="byl"><a '
    'href="/author/ada">Ada Berg</a></div>{body}</div>',
    "a name at the end": '<div class="LiveBlogPost"><p>{%b %d, %Y} {half} EDT</p><h2>{title}</h2>'
    "{body}<p><em>-The Paper’s Ada Berg</em></p></div>",
    "name and time at the end": '<div id="post-{number}"><h2>{title}</h2>{body}<div><span>Ada Berg'
    "</span><time>14 April 2026 {clock}</time></div></div>",
    "a zone that means several": '<li id="l{number}" class="liveblog-item"><div class="liveTime">'
    '{%b %d, %Y} {clock} IST</div><h2>{title}</h2><div class="storyParagraph">{body}</div></li>',
    "a change in brackets": '<div class="live-event__item"><span>{%d %b %Y} {clock}</span>'
    "<span>(Updated: {%d %b %Y} {clock})</span><h3>{title}</h3>{body}</div>",
    "epochs of an embedded service": '<div class="ncpost" data-postid="{number}"><div><span '
    'class="ncpost-timestamp" data-timestamp="{epoch}">{clock}</span><span class="ncpost-author">'
    'Ada Berg</span></div><div class="ncpost-content"><h2>{title}</h2>{body}</div></div>',
    "headlines without headings": '<div class="tik-event"><div class="tik-time">{%d.%m.%Y}, {clock}'
    '</div><div class="tik-headline">{title}</div><div class="tik-rich-text">{body}</div></div>',
    "headlines in bold": '<li class="scr-post" data-id="{number}"><div><span class="author">Ada '
    "Berg</span><time>{%m/%d/%Y} {clock}:07</time></div><p><strong>{title}</strong></p>{body}</li>",
    "cards of events": '<div class="card event" id="ev{number}"><div class="card-head"><span>{half}'
    '</span></div><div class="card-body"><h4>{title}</h4>{body}</div></div>',
    "day behind the clock": '<div class="media-block-wrap"><article><div class="date">{clock} '
    '{%d.%m.%Y}</div><h4>{title}</h4><div class="wsw">{body}</div></article></div>',
    "Danish clocks": "<article><span>kl. {%H.%M}</span><h3>{title}</h3>{body}</article>",
    "only the time of a change": '<section><h2 id="link-{number}">{title}</h2><div>Updated {half} '
    "EDT</div>{body}</section>",
    "the time in a title": '<div class="e"><abbr title="{iso}">3h</abbr><h3>{title}</h3>{body}'
    "</div>",
    "a state in the names of a box": '<li class="ncpost-list-post" id="ncpost-list-post-{number}">'
    '<div class="ncpost-container ncpost-status-published"><div class="ncpost-timestamp"><time '
    'datetime="{iso}">{clock}</time></div><h2>{title}</h2><div class="ncpost-content">{body}</div>'
    "</div></li>",
    "a state in the names of the text": '<div class="live-feed-item" id="f{number}"><header><time '
    'datetime="{iso}">{clock}</time></header><div class="entry-updated"><h3>{title}</h3>{body}'
    "</div></div>",
    "an id that is made of words": '<div role="article"><div class="live-blog-post" '
    'id="camp-{number}-reaction"><time datetime="{iso}">{half}</time><h3>{title}</h3>{body}</div>'
    "</div>",
    "labels within headings, days without years": '<article id="asset:{number}" data-testid='
    '"content-post"><div><span>{clock} CEST {%d %B}</span></div><h3><span role="text"><span class='
    '"c-Label" data-testid="post-label">Analysis</span> <span>{title}</span><span class='
    '"visually-hidden">published at {clock} Central European Summer Time {%d %B}</span></span></h3>'
    "{body}</article>",
    "labels that all posts have": '<div class="e" id="n{number}"><span>{half}</span><div>Key event'
    "</div><h3>{title}</h3>{body}<div>Copy this link</div></div>",
}
FLAT_PATTERNS = {
    "clocks without a colon": "<h3>{%H%M} GMT - {title}</h3>{body}",
    "headings with a bar": "<h2>{half} ET | {title}</h2>{body}",
    "clocks in brackets": "<p>[{half}] <b>{title}</b></p>{body}",
    "name and time in one line": '<h2>{title}</h2><p>By <a href="/p/a">Ada Berg</a>, {half} ET</p>'
    "{body}",
    "a change below the heading": '<h2 id="link-{number}">{title}</h2><div>Updated {half} EDT</div>'
    "{body}",
}
KINDS = {
    "articles with times": Kind(_article),
    "hashed classes, two kinds of post": Kind(_hashed),
    "Bootstrap's media objects": Kind(_media_object),
    "cards with social names": Kind(_social_card),
    "rows of a table": Kind(_table_row, before="<table>", after="</table>", titled=False),
    "a definition list": Kind(_definition, before="<dl>", after="</dl>"),
    "the time below the headline, no box": Kind(_title_then_time),
    "name and time below the headline": Kind(_title_name_time),
    "names beside the time": Kind(_name_beside_time),
    "clocks in bold": Kind(_bold_clock, titled=False),
    "headings that open with clocks": Kind(_heading_clock),
    "headings that are clocks": Kind(_heading_only_clock, titled=False),
    "French": Kind(_french, title="En direct : les négociations", path="/monde/live/2026/x.html"),
    "Spanish": Kind(_spanish, title="Última hora de las negociaciones, en directo"),
    "German": Kind(_german, title="Liveticker: Verhandlungen am Fluss"),
    "headlines that lead to a page each": Kind(_permalinked, path="/liveblog-april-14-2026/"),
    "how long ago": Kind(_ago, timed=False),
    "how long ago at first, then clocks": Kind(_ago_at_first, timed=False),
    "no times at all": Kind(_no_time, timed=False),
    "microdata": Kind(microdata),
    "posts of several shapes": Kind(_mixed),
    "text in boxes named as others": Kind(_in_sidebar_names),
    "blocks of WordPress": Kind(_details),
    "days with slashes": Kind(_slashed),
    "a form around the page": Kind(_article, around=('<form id="aspnetForm">', "</form>")),
    "only a hint in the title": Kind(_article, title="River talks: updates for travellers"),
    "linked data, nothing shown": Kind(skeleton, head=_linked(True)),
    "linked data of another type": Kind(skeleton, head=_linked(True, "NewsArticle")),
    "linked data without texts": Kind(_no_time, head=_linked(False)),
    "linked data cut short, nothing else": Kind(_bare, head=_linked(True, cut=50)),
    "linked data, hashed classes": Kind(_hashed, head=_linked(True)),
    "linked data, times below": Kind(_title_then_time, head=_linked(False)),
}  # fmt: skip


def _often(said: Sequence[str], head: str) -> str:
    return "".join(
        f'<div class="qz">{head}<time datetime="2026-04-14T1{n % 10}:00Z">x</time>'
        f"<p>{text} {text} {text}</p></div>"
        for n, text in enumerate(said * 4)
    )


KINDS |= {
    "more comments than posts": Kind(
        _article, after=f"</div><div class='zz'>{_often(SAID, '<b>Reader</b>')}</div>"
    ),
    "more comments, a named stream": Kind(
        _article,
        before='<div class="liveblog">',
        after=f"</div><div class='zz'>{_often(SAID, '<h3 id=reader>Reader</h3>')}</div>",
    ),
}
KINDS |= {name: Kind(_filled(pattern)) for name, pattern in PATTERNS.items()}
FLAT_KINDS = {name: Kind(_filled(pattern)) for name, pattern in FLAT_PATTERNS.items()}
KINDS |= FLAT_KINDS
FLAT = (
    *(kind.post for kind in FLAT_KINDS.values()),
    _definition, _title_then_time, _title_name_time,
    _bold_clock, _heading_clock, _heading_only_clock,
)  # fmt: skip


def built(kind: Kind, story: Sequence[Told] = STORY) -> str:
    return (
        f"<!doctype html><html><head><title>{kind.title}</title>"
        f'<meta property="article:published_time" content="{story[-1].at.isoformat()}">'
        f'<meta property="article:modified_time" content="{story[0].at.isoformat()}">'
        f'{kind.head(story)}</head><body class="page"><nav><a href="/">Home</a></nav>'
        f"{kind.around[0]}<main><h1>{kind.title}</h1>"
        '<p class="intro">All that happens, as it happens.</p>'
        f"{kind.before}{''.join(map(kind.post, story))}{kind.after}</main>{kind.around[1]}"
        '<aside><h3>Most read</h3><ul><li><a href="/a">Another story</a></li></ul></aside>'
        "<footer><p>All rights reserved.</p></footer></body></html>"
    )
