"""What a model answers: a hypothesis, and edits of the champion or a whole module."""

import json
import re
from typing import Any

import msgspec

MOST_REPLY = 400_000
MOST_HYPOTHESIS = 400
_FENCE = re.compile(r"```(?:python)?\s*\n(.*?)```", re.DOTALL)


class Edit(msgspec.Struct, frozen=True):
    """Replace a passage that occurs exactly once in the champion."""

    search: str
    replace: str


class Draft(msgspec.Struct, frozen=True):
    """A proposal as a model writes it: edits of the champion, or a whole module."""

    hypothesis: str
    edits: tuple[Edit, ...] = ()
    module: str = ""


SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "hypothesis": {"type": "string", "description": "what changes, and why it should help"},
        "edits": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"search": {"type": "string"}, "replace": {"type": "string"}},
                "required": ["search", "replace"],
                "additionalProperties": False,
            },
        },
        "module": {"type": "string", "description": "the whole module, or empty to use edits"},
    },
    "required": ["hypothesis", "edits", "module"],
    "additionalProperties": False,
}


class Unusable(Exception):
    """A reply that holds no proposal; the message can be told to the model."""


def read_draft(text: str) -> Draft:
    """The draft in a reply, also with prose around it.

    Raises:
        Unusable: there is none, or the reply is far too long.
    """
    if len(text) > MOST_REPLY:
        raise Unusable(f"the reply has {len(text)} characters; at most {MOST_REPLY} are read")
    draft = _from_json(text) or _from_fence(text)
    if draft is None:
        raise Unusable("the reply holds neither the JSON that was asked for nor a Python module")
    if not draft.edits and not draft.module.strip():
        raise Unusable("the reply holds a hypothesis and no code: neither `edits` nor `module`")
    words = " ".join(draft.hypothesis.split())[:MOST_HYPOTHESIS] or "no hypothesis given"
    return msgspec.structs.replace(draft, hypothesis=words)


def _from_json(text: str) -> Draft | None:
    decoder = json.JSONDecoder()
    for start in (match.start() for match in re.finditer(r"\{", text)):
        try:
            value, _ = decoder.raw_decode(text, start)
            return msgspec.convert(value, Draft)
        except (ValueError, RecursionError):  # msgspec.ValidationError is a ValueError
            continue
    return None


def _from_fence(text: str) -> Draft | None:
    blocks = _FENCE.findall(text)
    if not blocks:
        return None
    prose = _FENCE.sub(" ", text)
    return Draft(" ".join(prose.split()), module=max(blocks, key=len))


def apply_draft(draft: Draft, champion: str) -> str:
    """The whole module that the draft means.

    Raises:
        Unusable: a passage to replace does not occur exactly once.
    """
    if draft.module.strip():
        return draft.module
    text, faults = champion, []
    for number, edit in enumerate(draft.edits, start=1):
        found = text.count(edit.search) if edit.search else 0
        if found != 1:
            faults.append(f"edit {number}: its search text occurs {found} times; it must be once")
        else:
            text = text.replace(edit.search, edit.replace)
    if faults:
        raise Unusable("; ".join(faults))
    return text
