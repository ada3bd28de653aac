"""Rare worlds that a playbook must survive: pass or fail, each replication by itself."""

from ruleloop.domain import AtLeast, AtMost, Never, Stress

ALWAYS = (
    Never("blocks"),
    AtMost("illegal_share", 0.01),
    AtLeast("win_rate", 0.35),
    AtMost("unlimited_share", 0.0),
)
SMALL = {"contracts_csv": "", "contracts": 600, "years": 1_000, "lawyers": 4}

STRESS = (
    Stress(
        "touchy customers",
        {**SMALL, "elasticity": 2.5, "patience": 0.5},
        ALWAYS,
        "harsh terms repel two and a half times as many, and few ask before they walk",
    ),
    Stress(
        "a bad decade",
        {**SMALL, "frequency_scale": 2.0, "severity_scale": 1.5, "tail": "lomax"},
        (*ALWAYS, AtMost("erosion_share", 0.3)),
        "twice the claims, half as dear again, with the heavier of two tails",
    ),
    Stress(
        "strict courts",
        {**SMALL, "strike_at_line": -1.5, "strike_slope": 4.0},
        (*ALWAYS, AtMost("grey_per_contract", 1.5)),
        "doubtful caps fall more often than not",
    ),
)
