"""Times: what is found, what it means, what it is never mistaken for."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from onrecord.facts.timex import is_timex
from onrecord.reading.times import Anchor, find_times
from onrecord.reading.times import grammar as grammar_room
from onrecord.reading.times.grammar import ARTICLES, Rule, grammar, lead
from onrecord.tables import rows
from onrecord.vocabulary import Mod, values

THURSDAY = Anchor(date(2023, 3, 2))
NOWHEN = Anchor()


def told(text: str, anchor: Anchor = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[m.start : m.end], m.value) for m in find_times(text, anchor)]


def only(text: str, anchor: Anchor = THURSDAY) -> tuple[str, str, str | None, str | None]:
    (mention,) = find_times(text, anchor)
    return text[mention.start : mention.end], mention.type, mention.value, mention.mod


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("signed on March 2, 2023, in Oslo", "March 2, 2023", "2023-03-02"),
        ("signed on Thursday, March 2, 2023", "Thursday, March 2, 2023", "2023-03-02"),
        ("signed on 2 March 2023", "2 March 2023", "2023-03-02"),
        ("signed on the 2nd of March 2023", "the 2nd of March 2023", "2023-03-02"),
        ("on the twenty-third of March 2023", "the twenty-third of March 2023", "2023-03-23"),
        ("signed on March the second, 2023", "March the second, 2023", "2023-03-02"),
        ("signed 2023-03-02 in Oslo", "2023-03-02", "2023-03-02"),
        ("signed Sept. 5, 2021", "Sept. 5, 2021", "2021-09-05"),
        ("signed on March\u00a02,\u00a02023", "March\u00a02,\u00a02023", "2023-03-02"),
        ("signed on March\n2, 2023", "March\n2, 2023", "2023-03-02"),
        ("on 13/02/2023", "13/02/2023", "2023-02-13"),
        ("on 03/02/2023", "03/02/2023", "2023"),
        ("on March 20-22, 2022", "March 20-22, 2022", "2022-03-20/2022-03-22"),
        ("in February 2021", "February 2021", "2021-02"),
        ("since 2014", "2014", "2014"),
        ("the 2015 nuclear deal", "2015", "2015"),
        ("in early March 2020", "early March 2020", "2020-03"),
        ("by mid-2022", "mid-2022", "2022"),
        ("the third quarter of 2022", "the third quarter of 2022", "2022-Q3"),
        ("the last half of 2022", "the last half of 2022", "2022-H2"),
        ("in the late 1980s", "the late 1980s", "198"),
        ("in nineteen ninety-one", "nineteen ninety-one", "1991"),
        ("July nineteen eighty-seven", "July nineteen eighty-seven", "1987-07"),
        ("the winter of nineteen ninety-four", "the winter of nineteen ninety-four", "1994-WI"),
        ("at World Cup 2018 day five", "2018", "2018"),
        ("was sentenced in 2019 to 18 lashes", "2019", "2019"),
        ("in the 19th century", "the 19th century", "18"),
        ("on Christmas Eve 2021", "Christmas Eve 2021", "2021-12-24"),
        ("on Easter Sunday 2024", "Easter Sunday 2024", "2024-03-31"),
        ("after 9/11", "9/11", "2001-09-11"),
        ("the Sept. 11 attacks", "Sept. 11", "2001-09-11"),
    ],
)
def test_a_date_that_needs_no_anchor_reads_the_same_without_one(
    text: str, words: str, value: str
) -> None:
    found, kind, meant, _ = only(text)
    assert (found, kind, meant) == (words, "DATE", value)
    assert only(text, NOWHEN)[2] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoys met on Thursday.", "Thursday", "2023-03-02"),
        ("The envoys met on Monday.", "Monday", "2023-02-27"),
        ("The envoys met last Thursday.", "last Thursday", "2023-02-23"),
        ("The envoys will meet on Monday.", "Monday", "2023-03-06"),
        ("The envoys meet next Tuesday.", "next Tuesday", "2023-03-07"),
        ("Envoys to meet on Friday", "Friday", "2023-03-03"),
        ("Monday's vote was put off.", "Monday", "2023-02-27"),
        ("The vote was on Tuesday last week.", "Tuesday last week", "2023-02-21"),
        ("It opened in February last year.", "February last year", "2022-02"),
        ("It falls on March 20-22.", "March 20-22", "2023-03-20/2023-03-22"),
        ("It falls on March 20 to 22.", "March 20 to 22", "2023-03-20/2023-03-22"),
        ("They will meet again on the 20th.", "the 20th", "2023-03-20"),
        ("They will meet again on the 1st.", "the 1st", "2023-04-01"),
        ("The talks broke down on the twenty-third.", "the twenty-third", "2023-02-23"),
        ("They called a meeting for Friday in Bern.", "Friday", "2023-03-03"),
        ("It had called a meeting for Friday.", "Friday", "2023-02-24"),
        ("The truce was to expire on 31 May.", "31 May", "2023-05-31"),
        ("The two sides were to have met on Monday.", "Monday", "2023-02-27"),
        ("They asked that the ministers meet Saturday.", "Saturday", "2023-03-04"),
        ("They did not meet on Saturday.", "Saturday", "2023-02-25"),
        ("The ministry, which will close, on Friday sold its ferries.", "Friday", "2023-02-24"),
        ("The ministry set Friday as the day of the vote.", "Friday", "2023-02-24"),
        ("It had to be signed in February and was put off.", "February", "2023-02"),
        ("It was raised twice this winter.", "this winter", "2022-WI"),
        ("The talks opened in October.", "October", "2022-10"),
        ("signed on 10/30/22 in Oslo", "10/30/22", "2022-10-30"),
        ("signed on 03/04/22 in Oslo", "03/04/22", "2022"),
        ("since the fall of ’18", "the fall of ’18", "2018-FA"),
        ("signed on Dec.14th in Oslo", "Dec.14th", "2022-12-14"),
        ("They will meet in January.", "January", "2024-01"),
        ("The truce is set to expire in April.", "April", "2023-04"),
        ("A hearing was held on Jan. 14.", "Jan. 14", "2023-01-14"),
        ("A hearing will be held on March 14.", "March 14", "2023-03-14"),
        ("The deal was due by March 14.", "March 14", "2023-03-14"),
        ("He spoke yesterday.", "yesterday", "2023-03-01"),
        ("He suspended it last month.", "last month", "2023-02"),
        ("Last year they agreed.", "Last year", "2022"),
        ("It opened earlier this year.", "earlier this year", "2023"),
        ("It opened late last fall.", "late last fall", "2022-FA"),
        ("It rained the past weekend.", "the past weekend", "2023-W08-WE"),
        ("in the third quarter of the year", "the third quarter of the year", "2023-Q3"),
        ("On Friday, Mohamed and his father are to attend.", "Friday", "2023-03-03"),
        ("It would be paid on a still unspecified day in May.", "May", "2023-05"),
        ("They meet next week.", "next week", "2023-W10"),
        ("It began last summer.", "last summer", "2022-SU"),
        ("It began three days ago.", "three days ago", "2023-02-27"),
        ("It began two weeks ago.", "two weeks ago", "2023-W07"),
        ("It began six months ago.", "six months ago", "2022-09"),
        ("by the end of the year", "the end of the year", "2023"),
        ("The offices shut over the weekend.", "the weekend", "2023-W08-WE"),
    ],
)
def test_relative_dates_count_from_the_reports_day_or_stay_open(
    text: str, words: str, value: str
) -> None:
    assert only(text)[0::2][:2] == (words, value)
    assert only(text, NOWHEN)[0::2][:2] == (words, None)


def test_the_nearest_verb_decides_for_each_date() -> None:
    text = "He said on Friday that he would fly to Beijing on Sunday, where aides met on Monday."
    assert told(text) == [
        ("Friday", "2023-02-24"),
        ("Sunday", "2023-03-05"),
        ("Monday", "2023-02-27"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "value", "mod"),
    [
        ("less than 10 minutes of talk", "less than 10 minutes", "PT10M", "LESS_THAN"),
        ("for more than two hours", "more than two hours", "PT2H", "MORE_THAN"),
        ("for over an hour", "over an hour", "PT1H", "MORE_THAN"),
        ("for about a week", "about a week", "P1W", "APPROX"),
        ("for nearly three years", "nearly three years", "P3Y", "LESS_THAN"),
        ("for at least 30 days", "at least 30 days", "P30D", "EQUAL_OR_MORE"),
        ("for up to six months", "up to six months", "P6M", "EQUAL_OR_LESS"),
        ("extended for five years", "five years", "P5Y", None),
        ("a 16-year sentence", "16-year", "P16Y", None),
        ("the 90-minute meeting", "90-minute", "PT90M", None),
        ("three years and six months in jail", "three years and six months", "P3Y6M", None),
        ("jailed for two and a half years", "two and a half years", "P2.5Y", None),
        ("after half an hour", "half an hour", "PT30M", None),
        ("twenty-five years on", "twenty-five years", "P25Y", None),
        ("in the past two years", "the past two years", "P2Y", None),
        ("over the next six months", "the next six months", "P6M", None),
        ("for a decade", "a decade", "P10Y", None),
        ("for a couple of days", "a couple of days", "P2D", "APPROX"),
        ("for several months", "several months", "PXM", None),
        ("for decades", "decades", "PXY", None),
        ("a weeklong visit", "weeklong", "P1W", None),
    ],
)
def test_durations(text: str, words: str, value: str, mod: str | None) -> None:
    assert only(text) == (words, "DURATION", value, mod)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("at 10 a.m. on Thursday", "10 a.m. on Thursday", "2023-03-02T10:00"),
        ("March 2, 2023 at 4:31 PM EST", "March 2, 2023 at 4:31 PM EST", "2023-03-02T16:31-05:00"),
        ("2 March 2023, 16:42 GMT", "2 March 2023, 16:42 GMT", "2023-03-02T16:42Z"),
        ("at noon Thursday", "noon Thursday", "2023-03-02T12:00"),
        ("at 8:30 on Wednesday night", "8:30 on Wednesday night", "2023-03-01T20:30"),
        ("at 8:30 this morning", "8:30 this morning", "2023-03-02T08:30"),
        ("on Thursday night", "Thursday night", "2023-03-02TNI"),
        ("arrived this morning", "this morning", "2023-03-02TMO"),
        ("the call at 15:30", "15:30", "T15:30"),
    ],
)
def test_times_of_day(text: str, words: str, value: str) -> None:
    assert only(text)[:3] == (words, "TIME", value)


def test_a_clock_takes_the_day_of_its_sentence_only() -> None:
    assert told("On March 1 they met at 3pm. They broke off at 5pm.") == [
        ("March 1", "2023-03-01"),
        ("3pm", "2023-03-01T15:00"),
        ("5pm", "T17:00"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("they meet every month", "every month", "P1M"),
        ("a daily briefing", "daily", "P1D"),
        ("the annual summit", "annual", "P1Y"),
        ("they meet twice a week", "twice a week", "P1W"),
        ("every two years", "every two years", "P2Y"),
        ("they meet on Fridays", "Fridays", "XXXX-WXX-5"),
        ("they meet every morning", "every morning", "XXXX-XX-XXTMO"),
    ],
)
def test_sets(text: str, words: str, value: str) -> None:
    assert only(text)[:3] == (words, "SET", value)


def test_the_month_of_may_is_no_verb_that_looks_ahead() -> None:
    assert told("BERGEN, May 29, 2022 - On Friday it sailed.")[1] == ("Friday", "2023-02-24")


def test_later_counts_from_a_day_told_before_it_in_its_paragraph() -> None:
    assert told("Arrested on Jan. 5, he was freed two days later.")[1][1] == "2023-01-07"
    assert told("He was freed two days later.") == [("two days later", None)]
    assert told("Arrested on Jan. 5. He was freed two days later.")[1][1] == "2023-01-07"
    assert told("Arrested on Jan. 5. In 2020 he was ill. Two days later")[2][1] == "2023-01-07"
    assert told("Arrested on Jan. 5, ill in 2020 and freed two days later.")[2][1] is None
    assert told("Arrested on Jan. 5.\n\nHe was freed two days later.")[1][1] is None
    assert told("Held on Jan. 5. The next morning he sang.")[1][1] == "2023-01-06TMO"


def test_a_month_of_that_year_has_the_year_told_before() -> None:
    text = "He fled in 1981. In May of that year he came back, and in June the following year"
    assert told(text)[1:] == [
        ("May of that year", "1981-05"),
        ("June the following year", "1982-06"),
    ]
    assert told("In May of that year he came back.") == [("May of that year", None)]
    assert told("He fled in 1981. He was caught that autumn.")[1] == ("that autumn", "1981-FA")
    assert told("He fled in 2020. On 30 February of that year")[1][1] is None


def test_a_day_of_a_month_that_words_leave_open_has_no_value() -> None:
    assert told("They were to be handed over on the 19th.") == [("the 19th", None)]
    assert told("The fair opens in June; they come on the 19th.")[1][1] == "2023-06-19"
    assert told("They live on the 19th floor.") == []


def test_the_day_before_is_a_time_where_no_event_follows() -> None:
    text = "Freed on Jan. 5, he had eaten nothing the day before."
    assert told(text)[1] == ("the day before", "2023-01-04")
    assert told("It was the day before the summit.") == []


def test_a_month_that_goes_on_from_an_old_date_is_not_counted_from_today() -> None:
    found = told("He was arrested in December 2018 and charged in February.")
    assert found == [("December 2018", "2018-12"), ("February", "2019-02")]


def test_the_second_day_of_two_is_a_mention_of_its_own() -> None:
    assert told("The summit was on Feb. 24 and 25.")[1] == ("25", "2023-02-25")
    assert len(told("On Feb. 24 and 25 people died.")) == 1
    days = [value for _, value in told("The summit was on Feb. 24, 25 and 26.")]
    assert days == ["2023-02-24", "2023-02-25", "2023-02-26"]
    assert told("In January-March it snowed.")[1] == ("March", "2023-03")


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2231 and Resolution 2018 stand.",
        "He sent 2,000 troops and 1,500 dollars; 2000 soldiers came.",
        "A 35-year-old engineer, aged 35, 35 years old.",
        "They may march; the sun rose; a second chance.",
        "ENVOY MAY FLY HOME",
        "Theresa May said that Mrs May would go.",
        "April Ryan met August Wilson.",
        "the Good Friday Agreement of Bloody Sunday",
        "The Sunday Times and the Daily Mail asked USA Today.",
        "He told CBS's 60 Minutes.",
        "before the fall of the capital",
        "three quarters of the seats in close quarters",
        "One day they will return.",
        "a million a year",
        "nineteen sixty-year-old men and twenty ten-pound notes",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert told(text) == []


def test_may_the_month_beside_may_the_person() -> None:
    text = "Theresa May said that May would resign in May."
    (mention,) = find_times(text, THURSDAY)
    assert (mention.start, mention.value) == (42, "2023-05")


def in_timeml(text: str) -> list[tuple[str, str | None]]:
    found = find_times(text, THURSDAY, timeml=True)
    return [(text[m.start : m.end], m.value) for m in found]


def test_vague_times_are_for_comparison_only() -> None:
    text = "He recently left; several years ago he did not. In the past, soon after noon, he left."
    assert told(text) == [("several years ago", None), ("noon", "T12:00")]
    assert in_timeml(text) == [
        ("recently", "PAST_REF"),
        ("several years ago", "PAST_REF"),
        ("the past", "PAST_REF"),
        ("noon", "2023-03-02T12:00"),
    ]


def test_timeml_values_what_tides_does() -> None:
    text = "In recent years and over the past year the recent talks, at 9 a.m., came to nothing."
    assert in_timeml(text) == [
        ("recent years", "PAST_REF"),
        ("the past year", "2022"),
        ("recent", "PAST_REF"),
        ("9 a.m.", "2023-03-02T09:00"),
    ]
    assert [value for _, value in told(text)] == ["PXY", "P1Y", "T09:00"]


def test_the_periods_of_a_business_report_are_for_comparison_only() -> None:
    text = (
        "For the third quarter of 2022 it lost $2 million. In the year-earlier period it earned "
        "$1 million. Sales in the quarter fell from a year earlier, for the year ended June 30."
    )
    assert in_timeml(text) == [
        ("the third quarter of 2022", "2022-Q3"),
        ("the year-earlier period", "2021-Q3"),
        ("the quarter", "2022-Q3"),
        ("a year earlier", "2021-Q3"),
        ("the year", "P1Y"),
        ("June 30", "2022-06-30"),
    ]
    record = [words for words, _ in told(text)]
    assert record == ["the third quarter of 2022", "a year earlier", "June 30"]


def test_a_quarter_that_lies_ahead_is_no_quarter_told() -> None:
    text = "It expects a loss in the second quarter. The quarter was good; in the quarter it grew."
    assert in_timeml(text)[-1] == ("the quarter", "2022-Q4")


def test_timeml_settles_on_a_day_and_leaves_the_zone() -> None:
    text = "Arrested on Jan. 5.\n\nHe was freed two days later at 10 a.m. EST for an annual fair."
    assert in_timeml(text)[1:] == [
        ("two days later", "2023-01-07"),
        ("10 a.m. EST", "2023-01-07T10:00"),
    ]
    assert told(text)[1:] == [
        ("two days later", None),
        ("10 a.m. EST", "T10:00-05:00"),
        ("annual", "P1Y"),
    ]


def test_the_day_of_a_mention() -> None:
    days = [m.day for m in find_times("Thursday night, last month, for a day", THURSDAY)]
    assert days == [date(2023, 3, 2), None, None]


def test_every_modifier_of_the_tables_is_one_of_the_contract() -> None:
    kinds = {"mod", "over", "edge", "edge_adv"}
    assert {row["value"] for row in rows("times") if row["class"] in kinds} <= set(values(Mod))


_WORDS = [
    *sorted({row["form"] for row in rows("times")}),
    *("2023", "2", "31", "9999", "0", "999999999999", "1,000", "a", "the", "of", "and", "on"),
    *("will", "said", "May", ",", ".", "-", "–", "’s", "\n", "\n\n", "\u00a0", "İ", "10:30", "/"),
]
_DAYS = st.one_of(st.none(), st.dates())


@pytest.mark.parametrize("text", ["In March the second round began.", "the first May talks"])
def test_an_ordinal_beside_a_month_is_no_day_of_it(text: str) -> None:
    assert not any(mention.day for mention in find_times(text, THURSDAY))


def test_figures_of_a_quarter_are_compared_with_that_quarter_of_the_year_before() -> None:
    text = "In the third quarter of 2022 it sold 3 million barrels, from 2 million a year earlier."
    assert told(text)[-1] == ("a year earlier", "2021-Q3")
    assert told(text.replace("third quarter of 2022", "summer of 2022"))[-1][1] != "2021-Q3"


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_WORDS)).map(" ".join)), _DAYS)
@example("last century", date(1, 1, 1))
@example("Good Friday", date(2000, 1, 1))
@example("99999 years from now; 999999999 days ago", date(9999, 12, 31))
@example("the following February 29, 1900 and 30 February", date(2023, 3, 2))
@pytest.mark.parametrize("timeml", [False, True])
def test_any_text_gives_well_formed_mentions_in_order(
    timeml: bool, text: str, day: date | None
) -> None:
    anchor = Anchor(day)
    found = find_times(text, anchor, timeml=timeml)
    assert found == find_times(text, anchor, timeml=timeml)
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        assert mention.value is None or is_timex(mention.value, mention.type), mention
        end = mention.end


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(-45, 21),
    st.sampled_from(["The talks were on {}.", "The talks will be on {}.", "{}"]),
)
@example(date(2023, 12, 30), 5, "The talks were on {}.")
def test_a_day_near_the_report_without_its_year_is_that_near_whatever_the_verb(
    day: date, off: int, sentence: str
) -> None:
    meant = day + timedelta(days=off)
    assume((meant.month, meant.day) != (2, 29))
    (mention,) = find_times(sentence.format(f"{meant:%B} {meant.day}"), Anchor(day))
    assert mention.day == meant


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=" \n\u00a0abc.,", max_size=40))
def test_what_stands_before_only_moves_the_spans(before: str) -> None:
    text = "They met on March 2, 2023, for less than 10 minutes."
    moved = find_times(f"{before}\n\n{text}", NOWHEN)
    shift = len(before) + 2
    assert [(m.start - shift, m.value) for m in moved] == [
        (m.start, m.value) for m in find_times(text, NOWHEN)
    ]


_GRAMMARS = (grammar(), grammar(timeml=True))
_RULES = sorted(
    {r for g in _GRAMMARS for led in g.rules.values() for r in led}, key=lambda r: r.expression
)
_GAP = grammar_room._GAP


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.name)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_expression_of_a_rule_begins_with_a_word_that_leads_to_it(
    rule: Rule, data: st.DataObject
) -> None:
    plain = re.compile(rule.expression.replace(_GAP, " ").removesuffix(r"(?!\w)"), re.IGNORECASE)
    words = data.draw(st.from_regex(plain, fullmatch=True))
    first, *more = re.findall(r"\w+|(?<!\w)['’‘](?=\d)", words)
    key = "'" if first in "'’‘" else lead(first)
    if key in ARTICLES:
        assume(lead(more[0]) not in ARTICLES)  # «the the end of»: no English
        assume(key == "the" or not more[0].lower().endswith("s"))  # «a days»: neither
        key += " " + ("'" if more[0] in "'’‘" else lead(more[0]))
    assert any(rule in g.rules.get(key, ()) for g in _GRAMMARS), words
