"""A whole review in a real browser: verdicts by key, by finger and without a script; words chosen
with the mouse, a merge and a split seen before they are done, all of it taken back."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

import onrecord
from onrecord.record.things import StatementThing
from onrecord.store.record import open_record
from onrecord.store.verdicts import every

from .cells import DESK, PHONE, Cell
from .desk_served import Opening, Seen, faults, looks, served

REVIEWER = "R. Osei"
LIGHT, DARK = Cell(DESK, "light"), Cell(DESK, "dark")
PHONE_DARK, PHONE_LIGHT = Cell(PHONE, "dark"), Cell(PHONE, "light")
BARE = Cell(PHONE, "dark", script=False)


@pytest.fixture(scope="module")
def record(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration's record, which the tests of this page judge."""
    return Path(shutil.copy(demo, tmp_path_factory.mktemp("review") / "record.db"))


@pytest.fixture(scope="module")
def home(record: Path) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ONRECORD_REVIEWER", REVIEWER)
        with served(record) as address:
            yield address


@pytest.fixture
def seeing(profile: Callable[[Cell], BrowserContext], home: str) -> Iterator[Opening]:
    with looks(home, profile) as opening:
        yield opening


def judged(record: Path) -> list[tuple[str, str]]:
    """Who gave which verdict, in order."""
    with open_record(record) as store, store.reading() as connection:
        return [(one.by, one.verdict) for one in every(connection)]


def spoken(record: Path, at: int) -> StatementThing:
    """A statement whose words stand in one line."""
    with onrecord.open(record) as opened:
        said = [
            one for one in opened.statements() if one.content and "\n" not in one.content[0].text
        ]
    found = [one for one in said if len(one.content[0].text.split()) > 4][at]
    assert isinstance(found, StatementThing)
    return found


def press(seen: Seen, key: str, path: str = "**/review**") -> None:
    """Presses a key that leads to another page."""
    with seen.page.expect_navigation(url=path):
        seen.page.keyboard.press(key)


def select(seen: Seen, words: str) -> None:
    """Chooses words with the mouse, from the left of the first letter to the right of the last."""
    x, y, right, bottom = seen.ask(
        """words => {
          for (const line of document.querySelectorAll('.report p[data-start]')) {
            const at = line.textContent.indexOf(words);
            if (at < 0) continue;
            const edge = want => {
              const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
              let left = want;
              for (let node; (node = walker.nextNode()); left -= node.data.length)
                if (left <= node.data.length) return [node, left];
            };
            const range = document.createRange();
            range.setStart(...edge(at));
            range.setEnd(...edge(at + words.length));
            line.scrollIntoView({ block: 'center' });
            const boxes = [...range.getClientRects()];
            const first = boxes[0], last = boxes.at(-1), middle = box => box.top + box.height / 2;
            return [first.left, middle(first), last.right, middle(last)];
          }
        }""",
        words,
    )
    seen.page.mouse.move(x + 0.5, y)
    seen.page.mouse.down()
    seen.page.mouse.move(right - 0.5, bottom, steps=5)
    seen.page.mouse.up()
    assert seen.ask("getSelection().toString().trim()") == words


@pytest.mark.parametrize("cell", [LIGHT, PHONE_DARK], ids=str)
def test_every_page_of_it_can_be_used_by_everyone(
    seeing: Opening, record: Path, cell: Cell
) -> None:
    with onrecord.open(record) as opened:
        pair = [one.id for one in opened.encounters()][:2]
        life = next(iter(opened.agreements(min_sources=2))).id
    for path in (
        "/review", "/review?by=Nasibli", f"/review?thing={spoken(record, 0).id}",
        f"/review?thing={life}", "/review?text=xyzzy", "/review/verdicts", "/review?thing=none",
        f"/review/change?verdict=merge&of={pair[0]}&other={pair[1]}",
    ):  # fmt: skip
        seen = seeing(path, cell)
        assert faults(seen, cell.width) == [], path
        seen.page.close()


def test_one_key_is_a_verdict_and_another_takes_it_back(seeing: Opening, record: Path) -> None:
    seen = seeing("/review", LIGHT)
    before = judged(record)
    for key, verdict in (("a", "accept"), ("r", "reject")):
        asked = seen.page.locator(".fact .title").inner_text()
        press(seen, key)
        assert f"{REVIEWER} {verdict}ed" in seen.page.locator(".given").inner_text()
        assert judged(record)[-1] == (REVIEWER, verdict)
        assert faults(seen, DESK) == []
        press(seen, "u")
        assert judged(record)[-1] == (REVIEWER, "undo")
        assert seen.page.locator(".fact .title").inner_text() == asked  # back at what was judged
    assert len(judged(record)) == len(before) + 4
    press(seen, "l")
    assert "Fact 2 of" in seen.page.locator(".where").inner_text()
    assert len(judged(record)) == len(before) + 4  # to put off is no verdict


def test_a_number_takes_another_candidate(seeing: Opening, record: Path) -> None:
    with onrecord.open(record) as opened:
        asked = next(iter(opened.disputes())).thing.id
    seen = seeing(f"/review?thing={asked}", LIGHT)
    said = seen.page.locator("[data-key='2']").inner_text().split(":")[1].strip()
    press(seen, "2")
    assert judged(record)[-1] == (REVIEWER, "correct")
    with onrecord.open(record) as opened:
        assert opened.show(asked).date.value == said  # type: ignore[attr-defined]
    press(seen, "u")


def test_keys_do_nothing_in_a_field_and_can_be_switched_off(seeing: Opening, record: Path) -> None:
    seen = seeing("/review", LIGHT)
    before = judged(record)
    seen.page.get_by_label("Reason").fill("r a u")
    seen.page.get_by_label("Reason").press("a")
    seen.page.keyboard.press("Control+a")
    seen.page.locator("h1").click()
    seen.page.get_by_label("Single-key verdicts").uncheck()
    seen.page.locator("h1").click()
    seen.page.keyboard.press("a")
    seen.page.reload()
    seen.page.keyboard.press("r")  # it is remembered
    seen.page.wait_for_timeout(200)
    assert judged(record) == before
    seen.page.get_by_label("Single-key verdicts").check()
    assert "/review" in seen.page.url


def test_words_are_mended_by_choosing_the_right_ones(seeing: Opening, record: Path) -> None:
    thing = spoken(record, 3)
    seen = seeing(f"/review?thing={thing.id}", DARK)
    right = " ".join(thing.content[0].text.split()[:3])
    select(seen, right)
    seen.page.keyboard.press("c")
    assert seen.page.locator("#mended").inner_text() == right
    assert seen.ask("document.activeElement.id") == "slot"
    assert faults(seen, DESK) == []
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Correct the words").click()
    assert judged(record)[-1] == (REVIEWER, "correct")
    with onrecord.open(record) as opened:
        told = opened.show(thing.id).tellings
    assert right in [one.slots["content"][0]["text"] for one in told if one.slots.get("content")]
    seen.go("/review/verdicts")
    assert right in seen.page.locator("tbody tr").first.inner_text()


def test_a_merge_is_seen_before_it_is_done_and_all_by_keyboard(
    seeing: Opening, record: Path
) -> None:
    with onrecord.open(record) as opened:
        one, other = [each.id for each in opened.encounters()][2:4]
    seen = seeing(f"/review?thing={one}", LIGHT)
    seen.page.keyboard.press("m")
    assert seen.ask("document.activeElement.name") == "other"
    seen.page.locator("#other-id").focus()
    seen.page.keyboard.type(other)
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")
    assert "2 things would be 1" in seen.page.locator("main").inner_text()
    before = judged(record)
    seen.page.get_by_label("Reason").focus()
    seen.page.keyboard.type("one evening")
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")
    assert judged(record) == [*before, (REVIEWER, "merge")]
    with onrecord.open(record) as opened:
        assert opened.show(one).id == opened.show(other).id
    assert "one evening" in seen.page.locator(".lately").inner_text()
    press(seen, "u")
    with onrecord.open(record) as opened:
        assert opened.show(one).id != opened.show(other).id


def test_a_split_is_seen_before_it_is_done(seeing: Opening, record: Path) -> None:
    with onrecord.open(record) as opened:
        thing = next(iter(opened.encounters(min_sources=3))).id
    seen = seeing(f"/review?thing={thing}", PHONE_LIGHT)
    seen.page.get_by_role("link", name="Split…").tap()
    boxes = seen.page.locator("form:has(input[value=split]) input[type=checkbox]")
    out, other = (f"encounter-{boxes.nth(at).get_attribute('value')}" for at in (0, 1))
    boxes.first.tap()
    with seen.page.expect_navigation():
        seen.page.locator("form:has(input[value=split]) button").tap()
    assert "1 thing would be 2" in seen.page.locator("main").inner_text()
    assert faults(seen, PHONE) == []
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Split").tap()
    assert judged(record)[-1] == (REVIEWER, "split")
    with onrecord.open(record) as opened:
        assert opened.show(out).id != opened.show(other).id
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Undo").tap()
    with onrecord.open(record) as opened:
        assert opened.show(out).id == opened.show(other).id


def test_without_a_script_the_same(seeing: Opening, record: Path) -> None:
    seen = seeing("/review", BARE)
    assert seen.page.locator(".mend").is_hidden()
    assert seen.page.get_by_label("Single-key verdicts").count() == 0 or (
        seen.page.get_by_label("Single-key verdicts").is_hidden()
    )
    seen.page.get_by_label("Reason").fill("read twice")
    seen.page.get_by_role("button", name="Accept").tap()
    seen.page.wait_for_url("**/review?*done=*")
    assert judged(record)[-1] == (REVIEWER, "accept")
    seen.page.get_by_role("link", name="All verdicts").tap()
    seen.page.wait_for_url("**/review/verdicts")
    row = seen.page.locator("tbody tr").first
    assert "read twice" in row.inner_text()
    assert REVIEWER in row.inner_text()
    with seen.page.expect_navigation():
        row.get_by_role("button").tap()
    assert "took back" in seen.page.locator("tbody tr").first.inner_text()
    assert "taken back" in seen.page.locator("tbody tr").nth(1).inner_text()


def test_by_tab_alone_every_verdict_is_reached_and_seen(seeing: Opening) -> None:
    for cell in (LIGHT, PHONE_DARK):
        seen = seeing("/review", cell)
        met, hidden = [], []
        for _ in range(60):
            seen.page.keyboard.press("Tab")
            name, ok = seen.ask(
                """() => {
                  const e = document.activeElement, box = e.getBoundingClientRect();
                  const style = getComputedStyle(e), x = box.left + Math.min(box.width / 2, 20);
                  const over = document.elementFromPoint(x, box.top + box.height / 2);
                  const free = e === over || e.contains(over) || over?.contains(e);
                  const ring = parseFloat(style.outlineWidth) >= 2;
                  return [e.value || e.textContent.trim(), e === document.body || (free && ring)];
                }"""
            )
            met.append(name)
            hidden += [] if ok else [name]
        assert {"accept", "reject"} <= set(met)
        assert hidden == [], "the focus lies below the verdicts, or has no ring"
