"""German law: fraud, products, delay, defects, standard terms about anything but limits."""

from math import log

from simulators.contract_risk.law.case import Case, excess, shortfall
from simulators.contract_risk.law.rule import Rule, unless
from simulators.contract_risk.observations import Jurisdiction

_DE: tuple[Jurisdiction, ...] = ("DE",)
_BUILT = {"type": "construction_sell"}
_GOODS = {"type": "supply_sell", "is_goods": True}
_MOST_PENALTY = 0.05
_MOST_A_WEEK = 0.014  # 0.2 % a calendar day
_NOTHING = 0.001
_BUILDING_VOID = 24
_AT_LINE = 1e-9  # the line itself is past it
_BUILDING_MONTHS, _GOODS_MONTHS, _SHORT_MONTHS = 60, 24, 12
_LOOK_DAYS = 3  # assumed: less is no time to look at goods
_HALF = 0.5


def _is_empty(case: Case) -> bool:
    terms = case.terms
    return terms.delay_is_sole and min(terms.delay_rate, terms.delay_cap) < _NOTHING


def _data_margin(case: Case) -> float:
    return shortfall(case.foreseeable_data_eur, case.data_cap_eur)


RULES = (
    Rule(
        id="de-essential-data",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="data_cap",
        grade="GREY",
        mark="A",
        left="no_limit",
        citation="s. 307 (2) No 2 BGB, applied to data; damage of 5 EUR a record assumed",
        plain_text="Keeping entrusted data safe is taken for an essential duty: standard terms "
        "cannot limit liability below the typical foreseeable damage.",
        fix="raise data_cap towards 5 EUR a record",
        applies=lambda case: case.supplier_wrote_limits,
        margin=_data_margin,
        sums=True,
        passes={"records": 10_000, "data_cap": 3.0},
        fails={"records": 1_000_000, "data_cap": 3.0},
    ),
    Rule(
        id="de-fraud",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="text of s. 444 BGB at https://lxgesetze.de/gesetze/bgb/444",
        left="no_limit",
        citation="s. 444 BGB (works: s. 639)",
        plain_text="Who conceals a defect or guarantees a quality cannot rely on a limit so far; "
        "that terms which do not say so fall whole is our reading.",
        fix='unlimited should contain "fraud"',
        margin=lambda case: unless(is_kept=not case.is_limited("fraud")),
        passes={},
        fails={"unlimited": ("intent", "gross_negligence", "injury")},
    ),
    Rule(
        id="de-product",
        jurisdictions=_DE,
        in_force_from=1990,
        protects="customer",
        clause="cap",
        grade="GREY",
        mark="V",
        read="text of s. 14 at https://www.wepp.de",
        left="no_limit",
        citation="s. 14 ProdHaftG",
        plain_text="A producer's strict liability to those who are hurt cannot be limited, only "
        "shared out between the parties; terms that do not say so are in doubt.",
        fix='unlimited should contain "product_liability"',
        applies=lambda case: case.contract.is_goods,
        margin=lambda case: unless(is_kept=not case.is_limited("product_liability")),
        passes=_GOODS,
        fails={**_GOODS, "unlimited": ("intent", "gross_negligence", "injury", "fraud")},
    ),
    Rule(
        id="de-indirect",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="indirect",
        grade="GREY",
        mark="M",
        left="clause_gone",
        citation="s. 252, 307 (2) BGB",
        plain_text="Lost profit is part of the damage that the law has in mind; standard terms "
        "that exclude it for a breach of essential duties may be struck.",
        fix="waives_indirect=False",
        applies=lambda case: case.supplier_wrote_limits,
        margin=lambda case: 0.5 if case.terms.waives_indirect else -1.0,
        passes={"waives_indirect": False},
        fails={"waives_indirect": True},
    ),
    Rule(
        id="de-empty-delay",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="delay",
        grade="GREY",
        mark="M",
        left="clause_gone",
        citation="s. 307 (2) No 2 BGB",
        plain_text="Damages for delay that are next to nothing and exclude all else empty the duty "
        "to deliver on time.",
        fix="delay_is_sole=False, or a delay_rate and delay_cap that mean something",
        applies=lambda case: case.supplier_wrote_limits,
        margin=lambda case: 2.0 if _is_empty(case) else -1.0,
        passes={"delay_is_sole": True},
        fails={"delay_is_sole": True, "delay_rate": 0.0},
    ),
    Rule(
        id="de-penalty-sum",
        jurisdictions=_DE,
        in_force_from=2003,
        protects="supplier",
        clause="delay",
        grade="BLOCK",
        mark="V",
        left="clause_gone",
        citation="BGH 23.1.2003, VII ZR 210/01",
        plain_text="In construction a penalty for delay in standard terms is void when it can "
        "exceed 5 % of the price; then no penalty is agreed at all.",
        fix="delay_cap at most 0.05",
        applies=lambda case: case.is_construction,
        margin=lambda case: excess(case.terms.delay_cap, _MOST_PENALTY),
        passes={**_BUILT, "delay_cap": 0.05},
        fails={**_BUILT, "delay_cap": 0.06},
    ),
    Rule(
        id="de-penalty-base",
        jurisdictions=_DE,
        in_force_from=2024,
        protects="supplier",
        clause="delay",
        grade="BLOCK",
        mark="V",
        left="clause_gone",
        citation="BGH 15.2.2024, VII ZR 42/22",
        plain_text="In construction at unit prices a penalty of up to 5 % of the order sum is "
        "void: the final account may be lower (unit prices are assumed).",
        fix='delay_base="final_account", or a delay_cap below 0.05',
        applies=lambda case: case.is_construction,
        margin=lambda case: (
            excess(case.terms.delay_cap, _MOST_PENALTY) + _AT_LINE
            if case.terms.delay_base == "order_sum"
            else -1.0
        ),
        passes={**_BUILT, "delay_base": "final_account"},
        fails={**_BUILT, "delay_base": "order_sum", "delay_cap": 0.05},
    ),
    Rule(
        id="de-penalty-day",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="supplier",
        clause="delay",
        grade="GREY",
        mark="V",
        left="clause_gone",
        citation="s. 307 (1) BGB; 0.2 % a calendar day was held unobjectionable (note of a law "
        "firm on a court's decision)",
        plain_text="In construction a penalty of more than 0.2 % a calendar day may be struck.",
        fix="delay_rate at most 0.014 a week",
        applies=lambda case: case.is_construction,
        margin=lambda case: (
            excess(case.terms.delay_rate, _MOST_A_WEEK) if case.terms.delay_cap > 0.0 else -1.0
        ),
        passes={**_BUILT, "delay_rate": 0.014},
        fails={**_BUILT, "delay_rate": 0.03},
    ),
    Rule(
        id="de-penalty-other",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="supplier",
        clause="delay",
        grade="GREY",
        mark="A",
        left="clause_gone",
        citation="s. 307 (1) BGB; 5 % carried over from construction",
        plain_text="Whether a customer's standard terms outside construction may take more than "
        "5 % of the price for delay is uncertain.",
        fix="delay_cap at most 0.05",
        applies=lambda case: not case.is_construction and case.customer_wrote_it,
        margin=lambda case: excess(case.terms.delay_cap, _MOST_PENALTY),
        passes={"type": "goods_buy", "delay_cap": 0.05},
        fails={"type": "goods_buy", "delay_cap": 0.1},
    ),
    Rule(
        id="de-warranty-two-years",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="warranty",
        grade="BLOCK",
        mark="V",
        read="https://www.rechtslupe.de (Federal Court of Justice on terms of an engineer)",
        left="clause_gone",
        citation="s. 634a (1) No 2, 307 BGB",
        plain_text="Claims for defects of a building last five years; standard terms that leave "
        "two are void, also towards a body that is no consumer.",
        fix="warranty_months above 24, better 60",
        applies=lambda case: case.is_construction and case.supplier_wrote_limits,
        margin=lambda case: log(_BUILDING_VOID / max(1, case.terms.warranty_months)) + _AT_LINE,
        passes={**_BUILT, "warranty_months": 36},
        fails={**_BUILT, "warranty_months": 24},
    ),
    Rule(
        id="de-warranty-building",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="warranty",
        grade="GREY",
        mark="V",
        read="https://www.haufe.de, Deutsches Anwalt Office Premium, on s. 309 No 8 b ff BGB",
        left="clause_gone",
        citation="s. 634a (1) No 2, 307, 310 (1) BGB",
        plain_text="Claims for defects of a building last five years (four where VOB/B is agreed "
        "as a whole); between businesses about three may hold, the point is open.",
        fix="warranty_months at least 60",
        applies=lambda case: case.is_construction and case.supplier_wrote_limits,
        margin=lambda case: 2.0 * log(_BUILDING_MONTHS / max(1, case.terms.warranty_months)),
        passes={**_BUILT, "warranty_months": 60},
        fails={**_BUILT, "warranty_months": 48},
    ),
    Rule(
        id="de-warranty-goods",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="warranty",
        grade="GREY",
        mark="V",
        read="https://www.haufe.de, Deutsches Anwalt Office Premium, on s. 309 No 8 b ff BGB",
        left="clause_gone",
        citation="s. 438 (1) No 3, 307, 310 (1) BGB",
        plain_text="Claims for defects of goods last two years; one is usual between businesses, "
        "and whether less holds depends on what their trade needs.",
        fix="warranty_months at least 12",
        applies=lambda case: case.contract.is_goods and case.supplier_wrote_limits,
        margin=lambda case: 1.5 * log(_SHORT_MONTHS / max(1, case.terms.warranty_months)),
        passes={**_GOODS, "warranty_months": 12},
        fails={**_GOODS, "warranty_months": 6},
    ),
    Rule(
        id="de-warranty-statute",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="warranty",
        grade="INFO",
        mark="V",
        read="https://www.haufe.de, Deutsches Anwalt Office Premium, on s. 309 No 8 b ff BGB",
        left="kept",
        citation="s. 438 (1) No 3 BGB",
        plain_text="The law gives two years for defects of goods; less is a departure from it.",
        fix="warranty_months at least 24",
        applies=lambda case: case.contract.is_goods and case.supplier_wrote_limits,
        margin=lambda case: log(_GOODS_MONTHS / max(1, case.terms.warranty_months)),
        passes={**_GOODS, "warranty_months": 24},
        fails={**_GOODS, "warranty_months": 12},
    ),
    Rule(
        id="de-notice",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="notice",
        grade="GREY",
        mark="M",
        left="clause_gone",
        citation="s. 377 HGB, 307 BGB",
        plain_text="A merchant looks at goods without delay; a deadline that leaves no time to "
        "look may be struck.",
        fix="notice_days at least 3",
        applies=lambda case: case.contract.is_goods and case.supplier_wrote_limits,
        margin=lambda case: log(_LOOK_DAYS / max(0.5, case.terms.notice_days)),
        passes={**_GOODS, "notice_days": 3},
        fails={**_GOODS, "notice_days": 1},
    ),
    Rule(
        id="de-deemed",
        jurisdictions=_DE,
        in_force_from=2018,
        protects="customer",
        clause="acceptance",
        grade="INFO",
        mark="M",
        left="kept",
        citation="s. 308 No 5, 640 (2) BGB",
        plain_text="Silence counts as acceptance only after a fair time, and when the customer was "
        "told so.",
        fix='acceptance="tested"',
        applies=lambda case: case.supplier_wrote_limits,
        margin=lambda case: 1.0 if case.terms.acceptance == "deemed" else -1.0,
        passes={"acceptance": "tested"},
        fails={"acceptance": "deemed"},
    ),
    Rule(
        id="de-prepaid",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="customer",
        clause="payment",
        grade="GREY",
        mark="M",
        left="clause_gone",
        citation="s. 307 (2) No 1, 320 BGB",
        plain_text="Standard terms that have most of the price paid before anything is delivered "
        "take away the right to withhold payment.",
        fix="prepaid at most 0.5",
        applies=lambda case: case.supplier_wrote_limits,
        margin=lambda case: 2.0 * excess(case.terms.prepaid, _HALF),
        passes={"prepaid": 0.3},
        fails={"prepaid": 0.9},
    ),
    Rule(
        id="de-faultless",
        jurisdictions=_DE,
        in_force_from=2002,
        protects="supplier",
        clause="indemnity",
        grade="GREY",
        mark="M",
        left="clause_gone",
        citation="s. 280 (1), 307 (2) No 1 BGB",
        plain_text="A customer's standard terms that hold the supplier liable to third parties "
        "without fault depart from the law and may be struck.",
        fix="indemnity_third_party=False",
        applies=lambda case: case.customer_wrote_it,
        margin=lambda case: 1.0 if case.terms.indemnity_third_party else -1.0,
        passes={"type": "goods_buy"},
        fails={"type": "goods_buy", "indemnity_third_party": True},
    ),
)
