"""JSON read into closed shapes, from any thread.

The first time that msgspec meets a type it takes it apart, and a second thread that meets it at that moment reads what is
half done: the process dies. So each decoder is made once, by one thread at a time, and only decoders are used.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar, cast

import msgspec

Shape = TypeVar("Shape")

_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}
_making = threading.Lock()


def decoder_of(kind: type[Shape]) -> msgspec.json.Decoder[Shape]:
    """The decoder of a type, made at the first question."""
    decoder = _decoders.get(kind)
    if decoder is None:
        with _making:
            decoder = _decoders[kind] = _decoders.get(kind) or msgspec.json.Decoder(kind)
    return cast("msgspec.json.Decoder[Shape]", decoder)


def decoded(text: str | bytes, kind: type[Shape]) -> Shape:
    """The value of `kind` that a JSON document holds. Raises `msgspec.MsgspecError`, and `RecursionError` for endless nests."""
    return decoder_of(kind).decode(text)
