"""The guide's table of rights is the table: who changes the one is told of the other."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import override

from comptoir.surfaces.console.rights import rights_table, role_columns

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "team.md"
BEGINS, ENDS = "<!-- the table of rights -->", "<!-- the end of the table -->"


def table() -> str:
    """The table as the guide has it."""
    with override("en"):
        head = [name for _role, name in role_columns()]
        lines = []
        for chapter in rights_table():
            lines += ["", f"### {chapter.title}", "", f"| | {' | '.join(head)} |", f"|---|{':-:|' * len(head)}"]
            marks = [[("✓" if may else "") for may in row.roles] for row in chapter.rows]
            rows = zip(chapter.rows, marks, strict=True)
            lines += [f"| {row.words} | {' | '.join(mark)} |" for row, mark in rows]
    return "\n".join([*lines, ""])


def test_the_guide_says_who_may_do_what_as_the_table_has_it() -> None:
    text = GUIDE.read_text()

    assert text.split(BEGINS)[1].split(ENDS)[0] == table() + "\n", "write the table anew: see tests/architecture"
