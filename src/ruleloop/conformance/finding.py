"""One property of a domain, whether it holds, and what to do when it does not."""

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """A property in a sentence; `detail` says what was seen, or what to do."""

    prop: str
    holds: bool
    detail: str = ""
