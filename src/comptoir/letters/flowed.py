"""Texts that were sent as format=flowed (RFC 3676): the lines that a program broke become paragraphs again."""

from __future__ import annotations


def unflowed(text: str, *, deletes_space: bool = False) -> str:
    """The text with its paragraphs whole; quoted lines keep one mark for each depth."""
    whole: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        if open_depth == depth and content != "-- ":
            whole[-1].append(content)
        else:
            whole.append([f"{'>' * depth} {content}" if depth else content])
        is_open = content.endswith(" ") and content != "-- "
        open_depth = depth if is_open else -1
        if is_open and deletes_space:
            whole[-1][-1] = whole[-1][-1][:-1]
    lines = ("".join(pieces) for pieces in whole)
    return "\n".join(line if line == "-- " else line.rstrip(" ") for line in lines)
