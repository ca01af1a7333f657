"""`comptoir due`: a shop tries its charter before it applies it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from comptoir.config.command import main
from comptoir.domain.charter.tests.charters import small

PROMISES = """
[promises.email]
of = "email"
when = "first_answer"
within = "24 h"
clock = "weekday"
[promises.chat]
of = "chat"
when = "first_answer"
within = "30 s"
clock = "opening"
[promises.simple]
of = "simple"
when = "resolution"
within = "2 d"
clock = "working_days"
[promises.refund]
of = "return"
when = "refund"
within = "14 d"
clock = "wall"
[promises.night]
of = "sms"
when = "first_answer"
within = "1 h"
clock = "opening"
hours = "never"
[hours.never]
"""


@pytest.fixture
def charter(tmp_path: Path) -> str:
    text = small(PROMISES, old='country = "FR"', new='country = "FR"\nadd = [{ on = 2026-12-24, name = "Inventaire" }]')
    (tmp_path / "shop.toml").write_text(text)
    return str(tmp_path / "shop.toml")


def told(capsys: pytest.CaptureFixture[str], charter: str, *arguments: str, status: int = 0) -> dict:
    assert main(["due", "--charter", charter, "--json", *arguments]) == status
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], charter: str, *arguments: str) -> str:
    assert main(["due", "--charter", charter, *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(
    ("clause", "start", "expected"),
    [
        ("email", "2026-12-24T16:00+01:00", "2026-12-29T00:00:00+01:00"),
        ("promises.email", "2026-12-24T15:00Z", "2026-12-29T00:00:00+01:00"),
        ("email", "2026-12-24", "2026-12-29T00:00:00+01:00"),
        ("email", "2026-12-01T20:00:00.250-05:00", "2026-12-03T02:00:00.250000+01:00"),
        ("chat", "2026-12-01T18:00", "2026-12-02T09:00:30+01:00"),
        ("simple", "2026-12-01T24:00", "2026-12-04T18:00:00+01:00"),
        ("refund", "2026-10-20T10:00", "2026-11-03T09:00:00+01:00"),
        ("refund", "2026-10-25T02:30", "2026-11-08T01:30:00+01:00"),  # comes twice: the first time is meant
        ("refund", "2026-10-25T02:30+01:00", "2026-11-08T02:30:00+01:00"),
        ("refund", "2026-03-29T02:30", "2026-04-12T03:30:00+02:00"),  # is skipped: as if the clock stood as before
    ],
)
def test_a_date_is_told_in_the_shops_time_whatever_the_offset_it_is_asked_in(capsys, charter, clause, start, expected):
    """G3"""
    assert told(capsys, charter, "--clause", clause, "--from", start)["due_at"] == expected


def test_why_is_told_step_by_step(capsys, charter):
    """G3"""
    answer = told(capsys, charter, "--clause", "email", "--from", "2026-12-23T16:00", "--language", "fr")
    assert len(answer["because"]) == len(answer["steps"]) == 7
    assert "Inventaire" in answer["because"][2]
    assert "Noël" in answer["because"][3]
    assert [step["counted"] for step in answer["steps"]] == [0, 8 * 3600, 0, 0, 0, 16 * 3600, 0]

    assert main(["due", "--charter", charter, "--clause", "chat", "--from", "2026-12-01T08:59:45"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-12-01T09:00:30+01:00",
        "  Received: Tuesday, 1 December 2026 at 08:59:45.",
        "  Tuesday, 1 December 2026, 08:59:45 to 09:00: closed.",
        "  Tuesday, 1 December 2026, 09:00 to 09:00:30: time counted, 30 seconds.",
        "  Due: Tuesday, 1 December 2026 at 09:00:30.",
    ]


def test_pauses_may_be_given_several_times_and_overlap(capsys, charter):
    """G3"""
    paused = ["--paused", "2026-12-02T09:00/2026-12-02T11:00+01:00", "--paused", "2026-12-02T09:30Z/2026-12-02T13:00"]
    answer = told(capsys, charter, "--clause", "email", "--from", "2026-12-01T10:00", *paused)
    assert answer["due_at"] == "2026-12-02T14:00:00+01:00"
    assert [step["kind"] for step in answer["steps"]] == ["received", "counted", "paused", "counted", "due"]


def test_the_hours_may_be_those_of_an_audience(capsys, charter):
    start = ["--clause", "chat", "--from", "2026-12-01T09:30"]
    assert told(capsys, charter, *start, "--audience", "advisor") == told(capsys, charter, *start)


def test_hours_that_never_open_give_no_date_and_say_so(capsys, charter):
    answer = told(capsys, charter, "--clause", "night", "--from", "2026-12-01T10:00", status=1)
    assert answer["due_at"] is None
    assert "no such date" in answer["because"][-1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--clause", "mail", "--from", "2026-12-01T10:00"], "no promise “mail” in this charter; it makes these: email, "),
        (["--clause", "email", "--from", "2026-13-01T10:00"], "--from: “2026-13-01T10:00” is not a time"),
        (["--clause", "email", "--from", "tomorrow"], "--from: “tomorrow” is not a time"),
        (["--clause", "email", "--from", ""], "is not a time"),
        (["--clause", "email", "--from", "9999-12-31T10:00"], "the year of"),
        (["--clause", "email", "--from", "2026-12-01", "--audience", "x"], "no audience “x” in this charter, but advisor"),
        (["--clause", "email", "--from", "2026-12-01", "--paused", "2026-12-02"], "with a slash between them"),
        (["--clause", "email", "--from", "2026-12-01", "--paused", "2026-12-02/x"], "--paused: “x” is not a time"),
        (["--clause", "email", "--from", "2026-12-01", "--paused", "2026-12-03/2026-12-02"], "ends before it begins"),
        (
            ["--clause", "email", "--from", "2026-12-01", "--paused", "2026-12-02T10:00+01:00/2026-12-02T10:00+02:00"],
            "ends before it begins",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said(capsys, charter, arguments, said):
    """G3"""
    assert said in refused(capsys, charter, *arguments)


def test_a_charter_that_is_missing_or_mistaken_is_said(capsys, tmp_path):
    arguments = ["--clause", "email", "--from", "2026-12-01"]
    assert "No such file" in refused(capsys, str(tmp_path / "none.toml"), *arguments)
    (tmp_path / "odd.toml").write_text("[shop]\nkey = 1\n")
    assert "odd.toml:2:7:" in refused(capsys, str(tmp_path / "odd.toml"), *arguments)
    with pytest.raises(SystemExit, match="2"):
        main(["due", "--charter", str(tmp_path / "odd.toml")])
    assert "--clause" in capsys.readouterr().err


def test_the_guide_shows_what_the_command_answers(capsys, monkeypatch):
    """G3"""
    root = Path(__file__).parents[4]
    monkeypatch.chdir(root)
    shown = re.findall(
        r"^\$ comptoir (due .*?[^\\])\n(.*?)^```", (root / "docs/guide/promises.md").read_text(), re.M | re.S
    )
    assert len(shown) == 2
    for command, answer in shown:
        assert main(shlex.split(command.replace("\\\n", " "))) == 0
        assert capsys.readouterr().out == answer
