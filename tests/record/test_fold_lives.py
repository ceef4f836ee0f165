"""Changes and steps of many reports joined, rule by rule; agreements and cases."""

from testified import accord, at, case, change, says, statement, step, telling

from onrecord.facts import TermSlot
from onrecord.record.folding import fold
from onrecord.record.things import AgreementThing, CaseThing


def agreement(*told, **more) -> AgreementThing:
    thing = fold("agreement", told, **more)
    assert isinstance(thing, AgreementThing)
    return thing


def life_of(*told, **more) -> CaseThing:
    thing = fold("case", told, **more)
    assert isinstance(thing, CaseThing)
    return thing


def lines(thing: AgreementThing) -> list[tuple[str, str, str | None, int]]:
    return [
        (one.change, one.modality, one.date.value if one.date else None, one.outlets)
        for one in thing.changes
    ]


def test_one_change_of_many_reports_is_one_with_all_their_tellings() -> None:
    thing = agreement(
        says(accord(change("suspended", "2026-02", by=("a4",))), "Bay News", "01"),
        says(accord(change("suspended", "2026-02-20", by=("a2",))), "Isle Wire", "02"),
        says(accord(change("suspended")), "Cape Times", "03"),
    )
    assert lines(thing) == [("suspended", "actual", "2026-02-20", 3)]
    (one,) = thing.changes
    assert one.by == ("actor-eldjarn",)  # Iceland, told by its prime minister
    assert one.told == (0, 1, 2)
    assert one.id == f"change-{one.key}" == f"change-{thing.tellings[0].key}"
    assert thing.disputes == ()


def test_other_labels_and_modalities_are_other_changes() -> None:
    thing = agreement(
        says(accord(change("expired", "2026-02", modality="planned")), "Bay News", "01"),
        says(accord(change("extended", "2026-02")), "Isle Wire", "02"),
        says(accord(change("expired", "2026-02")), "Cape Times", "03"),
    )
    assert [(c[0], c[1]) for c in lines(thing)] == [
        ("expired", "planned"), ("extended", "actual"), ("expired", "actual"),
    ]  # fmt: skip


def test_what_each_party_does_for_itself_is_a_change_each() -> None:
    thing = agreement(
        says(accord(change("ratified", by=("a3",))), "Bay News", "01"),
        says(accord(change("ratified", by=("a4",))), "Isle Wire", "02"),
        says(accord(change("signed", "2019", by=("a3",))), "Bay News", "03"),
        says(accord(change("signed", "2019-05", by=("a4",))), "Isle Wire", "04"),
    )
    assert [(c[0], c[2]) for c in lines(thing)] == [
        ("ratified", None), ("ratified", None), ("signed", "2019-05"),
    ]  # fmt: skip
    assert set(thing.changes[2].by) == {"actor-norway", "actor-iceland"}


def test_what_one_report_tells_apart_stays_apart() -> None:
    two = accord(change("extended", "2021"), change("extended", "2024"))
    thing = agreement(
        says(two, "Bay News", "01"),
        says(accord(change("extended", "2024-05")), "Isle Wire", "02"),
        says(accord(change("extended")), "Cape Times", "03"),
    )
    assert lines(thing) == [
        ("extended", "actual", "2021", 1), ("extended", "actual", "2024-05", 3),
    ]  # fmt: skip


def test_an_undated_telling_is_of_the_last_change_before_its_report() -> None:
    thing = agreement(
        says(accord(change("suspended", "2024-02")), "Bay News", "2024-02-20"),
        says(accord(change("suspended", "2026-02")), "Isle Wire", "2026-02-20"),
        says(accord(change("suspended")), "Cape Times", "2025-01-01"),
    )
    assert lines(thing) == [
        ("suspended", "actual", "2024-02", 2), ("suspended", "actual", "2026-02", 1),
    ]  # fmt: skip


def test_an_undated_extension_goes_with_the_one_of_its_length() -> None:
    five, two = TermSlot(value="P5Y"), TermSlot(value="P24M")
    thing = agreement(
        says(accord(change("extended", "2019", term=five)), "Bay News", "2019-05-01"),
        says(accord(change("extended", "2024", term=two)), "Isle Wire", "2024-05-01"),
        says(accord(change("extended", term=TermSlot(value="P5Y"))), "Cape Times", "2025-01-01"),
        says(accord(change("extended", term=TermSlot(value="P2Y"))), "Fjord Post", "2025-01-02"),
    )
    assert [(c[2], c[3]) for c in lines(thing)] == [("2019", 2), ("2024", 2)]


def test_a_date_that_is_only_near_is_a_dispute_about_one_change() -> None:
    thing = agreement(
        says(accord(change("signed", "2019-05-03")), "Bay News", "01"),
        says(accord(change("signed", "2019-05-04")), "Isle Wire", "02"),
        says(accord(change("signed", "2019-05-03")), "Cape Times", "03"),
    )
    assert lines(thing) == [("signed", "actual", "2019-05-03", 3)]
    (dispute,) = thing.disputes
    assert (dispute.about, dispute.of) == ("date", thing.changes[0].id)
    assert [side.outlets for side in dispute.sides] == [2, 1]


def test_a_report_that_tells_both_dates_tells_of_two_changes() -> None:
    thing = agreement(
        says(accord(change("signed", "2019-05-03"), change("signed", "2019-05-04")), "B", "01")
    )
    assert len(thing.changes) == 2
    assert thing.disputes == ()


def test_years_beside_each_other_are_two_extensions() -> None:
    thing = agreement(
        says(accord(change("extended", "2024")), "Bay News", "01"),
        says(accord(change("extended", "2025")), "Isle Wire", "02"),
    )
    assert len(thing.changes) == 2


def test_terms_that_differ_are_disputed() -> None:
    thing = agreement(
        says(accord(change("extended", "2024", term=TermSlot(value="P2Y"))), "Bay News", "01"),
        says(accord(change("extended", "2024-05", term=TermSlot(value="P3Y"))), "Isle Wire", "02"),
    )
    (dispute,) = thing.disputes
    assert dispute.about == "number"
    assert [side.value for side in dispute.sides] == ["P2Y", "P3Y"]


def test_a_change_told_and_denied_is_disputed() -> None:
    thing = agreement(
        says(accord(change("suspended", "2026-02", by=("a4",))), "Bay News", "01"),
        says(accord(change("suspended", modality="denied", by=("a2",))), "Isle Wire", "02"),
        says(accord(change("suspended", modality="denied", by=("a3",))), "Cape Times", "03"),
    )
    (dispute,) = thing.disputes
    assert dispute.of == thing.changes[0].id
    assert [side.value for side in dispute.sides] == ["actual", "denied"]
    assert thing.status is not None
    assert thing.status.value == "suspended"


def test_what_was_denied_and_then_came_about_is_history() -> None:
    thing = agreement(
        says(accord(change("resumed", modality="denied")), "Isle Wire", "01"),
        says(accord(change("resumed", "2026-03-05")), "Bay News", "06"),
    )
    assert thing.disputes == ()


def test_a_violation_meets_its_denial() -> None:
    denial = says(statement("that it exceeded its quotas", by="a1", act="deny", about=("g1",)),
                  "Isle Wire", "02")  # fmt: skip
    told = says(accord(change("violated", by=("a3",))), "Bay News", "01")
    thing = agreement(told, statements_about=[denial])
    (dispute,) = thing.disputes
    assert dispute.of == thing.changes[0].id
    assert [side.value for side in dispute.sides] == ["violated", "that it exceeded its quotas"]
    of_others = says(accord(change("violated", by=("a4",))), "Bay News", "01")
    assert agreement(of_others, statements_about=[denial]).disputes == ()


def test_names_parties_and_identifiers() -> None:
    thing = agreement(
        says(accord(name="the accord", parties=("a3",)), "Bay News", "01"),
        says(accord(parties=("a3", "a4"), kind="treaty", identifiers={"wikidata": "Q1"}),
             "Isle Wire", "02"),
        says(accord(name="Northern waters accord", kind="treaty"), "Cape Times", "03"),
    )  # fmt: skip
    assert thing.name == "Northern Waters Accord"
    assert [one.name for one in thing.variants] == [
        "the accord", "Northern Waters Accord", "Northern waters accord",
    ]  # fmt: skip
    assert (thing.kind, thing.identifiers) == ("treaty", {"wikidata": "Q1"})
    assert thing.parties == ("actor-norway", "actor-iceland")
    assert thing.status is None


def test_a_bare_mention_is_a_telling_and_changes_speak_for_the_rest() -> None:
    thing = agreement(says(accord(), "Bay News", "01"))
    (one,) = thing.tellings
    assert one.span is not None
    assert one.span.text == "Northern Waters Accord"
    told = agreement(says(accord(change("signed", "2019")), "Bay News", "01"))
    assert told.tellings[0].slots["name"] == "Northern Waters Accord"
    assert told.tellings[0].slots["change"] == "signed"


def test_a_change_knows_whether_only_the_unnamed_vouch_for_it() -> None:
    hidden = change("violated", by=("a3",), tellings=(telling("broke", ("a5", "anonymous")),))
    thing = agreement(
        says(accord(hidden), "Bay News", "01"),
        says(accord(change("signed", "2019")), "Isle Wire", "01"),
    )
    assert {one.change: one.unnamed_only for one in thing.changes} == {
        "violated": True, "signed": False,
    }  # fmt: skip
    assert not thing.unnamed_only


def test_a_case_and_its_steps() -> None:
    thing = life_of(
        says(case(step("arrested", "2024", charge="illegal fishing", place=at("Iceland", "IS")),
                  held_by="a4"), "Bay News", "01"),
        says(case(step("arrested", "2024-06-02"), step("sentenced", "2025",
                  term=TermSlot(value="P18M")), held_by="a4"), "Isle Wire", "02"),
        says(case(step("sentenced", term=TermSlot(value="P2Y"))), "Cape Times", "03"),
    )  # fmt: skip
    assert [(s.step, s.date.value if s.date else None, s.outlets) for s in thing.steps] == [
        ("arrested", "2024-06-02", 2), ("sentenced", "2025", 2),
    ]  # fmt: skip
    assert thing.steps[0].charge == "illegal fishing"
    assert thing.person == "actor-sandvik"
    assert thing.held_by == "actor-iceland"
    assert thing.status is not None
    assert (thing.status.value, thing.status.since) == ("sentenced", "2025")
    (dispute,) = thing.disputes
    assert [side.value for side in dispute.sides] == ["P18M", "P2Y"]


def test_a_charge_meets_its_denials() -> None:
    told = says(case(step("charged", charge="illegal fishing"), held_by="a4"), "Bay News", "01")
    own = says(statement("it", by="a7", act="deny", about=("c1",)), "Bay News", "02")
    others = says(statement("the charges", by="a1", act="deny", about=("c1",)), "Isle Wire", "02")
    far = says(statement("that he has read the file again", by="a7", act="deny", about=("c1",)),
               "Fjord Post", "03")  # fmt: skip
    else_ = says(statement("a swap", by="a1", act="deny", about=("c1",)), "Cape Times", "02")
    holder = says(statement("the charges", by="a2", act="deny", about=("c1",)), "Fjord Post", "02")
    thing = life_of(told, statements_about=[own, others, else_, holder, far])
    (dispute,) = thing.disputes
    assert dispute.of == thing.steps[0].id
    assert dispute.sides[0].value == "illegal fishing"
    assert set(dispute.sides[1].tellings) == {own.key, others.key}


def test_two_holders_are_disputed_unless_one_followed_the_other() -> None:
    iceland = says(case(step("arrested", "2024"), held_by="a4"), "Bay News", "01")
    denmark = says(case(step("arrested", "2024"), held_by="a10"), "Isle Wire", "02")
    again = says(case(step("arrested", "2024"), held_by="a4"), "Cape Times", "03")
    (dispute,) = life_of(iceland, denmark, again).disputes
    assert dispute.about == "participants"
    assert [side.value for side in dispute.sides] == ["Iceland", "Denmark"]
    assert life_of(iceland, denmark).disputes == ()


def test_a_holder_of_no_state_contradicts_nobody() -> None:
    """Bodies of which no state is told («prosecutors») may be of either."""
    told = [
        says(case(step("arrested", "2024"), held_by=by), outlet, day)
        for by, outlet, day in (("a4", "Bay News", "01"), ("a12", "Isle Wire", "02"),
                                ("a4", "Cape Times", "03"))
    ]  # fmt: skip
    thing = life_of(*told)
    assert thing.disputes == ()
    assert thing.held_by == "actor-iceland"


def test_what_is_suspended_and_resumed_and_suspended_within_days_is_suspended_twice() -> None:
    first = says(accord(change("suspended", "2026-02-20", by=("a4",))), "Bay News", "2026-02-20")
    back = says(accord(change("resumed", "2026-02-23", by=("a4",))), "Isle Wire", "2026-02-23")
    again = says(accord(change("suspended", "2026-02-25", by=("a4",))), "Fjord Post", "2026-02-25")
    thing = agreement(first, back, again)
    assert [(c[0], c[2]) for c in lines(thing)] == [
        ("suspended", "2026-02-20"), ("resumed", "2026-02-23"), ("suspended", "2026-02-25"),
    ]  # fmt: skip
    assert len(agreement(first, again).changes) == 1  # a day that two reports give differently


def test_who_resumes_takes_back_nothing_of_another_party() -> None:
    thing = agreement(
        says(accord(change("suspended", "2026-02-20", by=("a4",))), "Bay News", "2026-02-20"),
        says(accord(change("resumed", "2026-02-22", by=("a3",))), "Isle Wire", "2026-02-22"),
        says(accord(change("suspended", "2026-02-23", by=("a4",))), "Fjord Post", "2026-02-23"),
    )
    assert [c[0] for c in lines(thing)] == ["suspended", "resumed"]


def test_who_is_let_go_may_be_arrested_anew_within_days() -> None:
    thing = life_of(
        says(case(step("arrested", "2026-02-02")), "Bay News", "2026-02-02"),
        says(case(step("released", "2026-02-05")), "Isle Wire", "2026-02-05"),
        says(case(step("arrested", "2026-02-11")), "Fjord Post", "2026-02-11"),
    )
    assert [one.step for one in thing.steps] == ["arrested", "released", "arrested"]
