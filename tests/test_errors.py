"""Errors say what happened and what to do next, and survive the way between processes."""

import pickle

import pytest

from onrecord import errors

EACH = [
    errors.CannotOpen.of("a.txt", "no such file"),
    errors.PrivateAddress.of("http://intranet.example/", "10.0.0.1"),
    errors.NotFetched.of("https://news.example/", "the answer is 404 (Not Found)"),
    errors.EmptySource.of("a.txt"),
    errors.BinarySource.of("a PDF file"),
    errors.TooLarge.of("a.txt", 30_000_000, 20_000_000),
    errors.TooLarge.beyond("https://news.example/", 20_000_000),
    errors.NotText.of("a.html", "no article was found"),
    errors.NoSentences.of("a.txt"),
    errors.WrongLanguage.of("a.txt", "French"),
    errors.SeveralReports.of("live.html", 12),
    errors.InvalidReading.of(["one", "two", "three", "four"]),
    errors.SpanError.outside(3, 2, 10),
    errors.SettingError.of("port", "x", "a number"),
    errors.QuestionError.of("since", "soon", "a day"),
    errors.NotInRecord.named("Lavrof", ["Lavrov"]),
    errors.NotInRecord.named("Lavrof"),
    errors.RecordError.missing("onrecord.db"),
    errors.RecordError.closed("onrecord.db", "permission denied"),
    errors.RecordError.unwritten("the disk is full"),
    errors.HarvestError("The harvest in a/ is not done.", "Go on with it: --resume."),
    errors.MissingLibrary.of("pandas", "to_pandas()", "pandas"),
]


@pytest.mark.parametrize("error", EACH, ids=lambda e: type(e).__name__)
def test_what_and_do(error: errors.OnrecordError) -> None:
    assert error.what.endswith(".")
    assert error.do.endswith(".")
    assert str(error) == f"{error.what} {error.do}"
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.__dict__) == (str(error), error.__dict__)


def test_a_question_names_the_parameter_at_fault() -> None:
    assert errors.QuestionError.of("since", "soon", "a day").parameter == "since"
    assert errors.NotInRecord.named("Lavrof").parameter is None


def test_several_reports_name_the_way_out() -> None:
    assert "read_many" in str(errors.SeveralReports.of("live.html", 12))


def test_faults_are_kept_whole_and_told_in_part() -> None:
    error = errors.InvalidReading.of(["one", "two", "three", "four"])
    assert error.faults == ("one", "two", "three", "four")
    assert "and 1 more" in str(error)
