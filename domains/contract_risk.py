"""A playbook for contracts: what is measured, forbidden, offered to agents. Not legal advice."""

from domains.figures.contract_risk import figures
from domains.history.contract_risk import calibrate_claims
from domains.moves.contract_risk import IDIOMS, KNOBS, SIGNALS
from domains.papers.contract_risk import draw_up
from domains.stress.contract_risk import STRESS
from domains.words.contract_risk import PLAIN_WORDS, TYPES
from ruleloop.domain import AtMost, Domain, Guardrail, Minimise, Never, NotWorse
from simulators.contract_risk import interface
from simulators.contract_risk.bounds.floor import floor
from simulators.contract_risk.play.money import PARTS
from simulators.contract_risk.problems import problems
from simulators.contract_risk.simulate import simulate
from simulators.contract_risk.world import World

GUARDRAILS: tuple[Guardrail, ...] = (
    Never("blocks"),
    NotWorse("grey_per_contract", 0.05),
    NotWorse("win_rate", 0.02, more_is_better=True),
    *(NotWorse(f"win_rate_{name}", 0.05, more_is_better=True) for name in TYPES),
    NotWorse("tvar99_eur", 0.25, relative=True),
    AtMost("unlimited_share", 0.0),
    NotWorse("over_insurance_share", 0.02),
    NotWorse("fairness", 0.03, more_is_better=True),
    NotWorse("negotiation_days", 0.10, relative=True),
    AtMost("variants_per_type", 12.0),
    AtMost("fallbacks_per_type", 36.0),
    AtMost("illegal_share", 0.005),
)

DOMAIN = Domain(
    title="A playbook for contracts (not legal advice)",
    world=World,
    interface=interface,
    simulate=simulate,
    calibrate=calibrate_claims,
    objective=Minimise(
        "exposure_per_contract_eur",
        "EUR per offered contract and year",
        tuple(f"{part}_eur" for part in PARTS),
    ),
    guardrails=GUARDRAILS,
    trade_off="win_rate",
    sample={"contracts": 200, "years": 100},
    stress=STRESS,
    floor=floor,
    signals=SIGNALS,
    idioms=IDIOMS,
    knobs=KNOBS,
    problems=problems,
    figures=figures,
    papers=draw_up,
    plain_words=PLAIN_WORDS,
)
