"""The one Jinja2 environment."""

from __future__ import annotations

from typing import Any

import msgspec
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup


def environment(**options: Any) -> Environment:
    """Jinja2 with gettext, `static`, `url`, and `json` for data that scripts read."""
    env = Environment(
        **{"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, **options},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals |= {"static": static, "url": _url, "get_language": translation.get_language}
    env.filters["json"] = as_json
    return env


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def as_json(value: Any) -> Markup:
    """JSON that is safe inside a script element."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
