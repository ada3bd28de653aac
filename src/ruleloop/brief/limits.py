"""A guard-rail's limit in words."""

from ruleloop.domain import AtLeast, AtMost, Guardrail, Never


def limit_words(rail: Guardrail) -> str:
    """`at least 0.95`, `never`, `at most 2 % above the baseline`."""
    match rail:
        case AtLeast(limit=limit):
            return f"at least {limit:g}"
        case AtMost(limit=limit):
            return f"at most {limit:g}"
        case Never():
            return "never"
    size = f"{100 * rail.by:g} %" if rail.relative else f"{rail.by:g}"
    return f"at most {size} {'below' if rail.more_is_better else 'above'} the baseline"
