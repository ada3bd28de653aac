"""Terms read from the text of clauses, by patterns that share nothing with what wrote them."""

import re

NUMBER, HYPHEN = r"(\d[\d.,e+-]*)", "\N{NON-BREAKING HYPHEN}"
HEADS_EN = {
    "wilful": "intent", "gross negligence": "gross_negligence", "death": "injury",
    "fraud": "fraud", "product": "product_liability", "intellectual": "ip", "personal data": "data",
    "confidential": "confidentiality", "indemnity": "third_party",
}  # fmt: skip
HEADS_DE = {
    "Vorsatz": "intent", "grobe": "gross_negligence", "Lebens": "injury", "arglistig": "fraud",
    "Produkthaftung": "product_liability", "Schutzrechte": "ip", "personenbezogen": "data",
    "Vertraulichkeit": "confidentiality", "freistellt": "third_party",
}  # fmt: skip


def english(text, is_sale):
    n = lambda pattern: _number(pattern, text, german=False)  # noqa: E731
    return {
        "unlimited": _heads(text, "liable without limit for", HEADS_EN),
        "cap": n(r"is limited to # times"),
        "cap_floor_eur": n(r"not to less than EUR #"),
        "cap_basis": _which(text.split("is limited to")[1], {
            "times the year": "annual", "times the pri": "value", "times the sum": "insured",
        }),
        "is_aggregate": "contract year together" in text,
        "price_of_cap": n(r"by one, for # %") / 100,
        "data_cap": n(r"data breaches a separate limit of # times"),
        "ip_cap": n(r"intellectual property a separate limit of # times"),
        "injury_cap": n(r"damage to property a separate limit of # times"),
        "waives_indirect": "indirect loss are not owed" in text,
        "delay_rate": n(r"(?:penalty|damages) of # %") / 100,
        "delay_cap": n(r"at most # % of it in all") / 100,
        "delay_base": "order_sum" if "order sum" in text else "final_account",
        "delay_is_sole": "other claims for delay are excluded" in text,
        "service_credit": n(r"credits, at most # %") / 100,
        "warranty_months": int(n(r"defects can be made for # months")),
        "notice_days": int(n(r"reported within # days")),
        "acceptance": _which(text, {"counts as accepted": "deemed", "joint test": "tested",
                                    "No acceptance": "none"}),
        "change_control": "change order" in text,
        "indemnity_ip": "infringes their" in text,
        "indemnity_data": "handled in breach" in text,
        "indemnity_third_party": "in any other way" in text,
        "payment_days": int(n(r"paid within # days")),
        "prepaid": n(r"# % of the price is paid in advance") / 100,
        "late_interest": n(r"interest of # percentage"),
        "insured_eur": n(r"insurance of at least EUR #"),
        "notice_months": int(n(r"with # months' notice")),
        "forum": _which(text, {"arbitration": "arbitration", "mediation": "mediation",
                               "decided by the courts": "court"}),
        "law": _place(text, {"Supplier's seat": True, "Customer's seat": False}, is_sale),
    }  # fmt: skip


def german(text, is_sale):
    n = lambda pattern: _number(pattern, text, german=True)  # noqa: E731
    return {
        "unlimited": _heads(text, "haftet unbeschränkt für", HEADS_DE),
        "cap": n(r"Haftung des Anbieters auf das #~Fache"),
        "cap_floor_eur": n(r"mindestens jedoch auf # EUR"),
        "cap_basis": _which(text.split("Haftung des Anbieters auf")[1], {
            "Fache der Jahres": "annual", "Fache der Verg": "value", "Fache der nach": "insured",
        }),
        "is_aggregate": "Vertragsjahres zusammen" in text,
        "price_of_cap": n(r"um eins erhöhen, gegen # %") / 100,
        "data_cap": n(r"Datenschutzverletzungen gilt neben[^.]*?: das #~Fache"),
        "ip_cap": n(r"Schutzrechtsverletzungen gilt neben[^.]*?: das #~Fache"),
        "injury_cap": n(r"Sachschäden gilt neben[^.]*?: das #~Fache"),
        "waives_indirect": "werden nicht ersetzt" in text,
        "delay_rate": n(r"Vertragsstrafe von # %") / 100,
        "delay_cap": n(r"insgesamt höchstens # % davon") / 100,
        "delay_base": "order_sum" if "Auftragssumme" in text else "final_account",
        "delay_is_sole": "wegen Verzugs sind ausgeschlossen" in text,
        "service_credit": n(r"Vertragsjahr höchstens # %") / 100,
        "warranty_months": int(n(r"verjähren in # Monaten")),
        "notice_days": int(n(r"innerhalb von # Tagen nach Lieferung")),
        "acceptance": _which(text, {"gilt als abgenommen": "deemed", "gemeinsame Prüf": "tested",
                                    "Abnahme findet nicht": "none"}),
        "change_control": "Änderungsauftrag" in text,
        "indemnity_ip": "Verletzung ihrer Schutzrechte" in text,
        "indemnity_data": "rechtswidrigen Umgangs" in text,
        "indemnity_third_party": "sonst aus der Leistung" in text,
        "payment_days": int(n(r"innerhalb von # Tagen nach Zugang")),
        "prepaid": n(r"# % der Vergütung werden im Voraus") / 100,
        "late_interest": n(r"Zinsen von # Prozentpunkten"),
        "insured_eur": n(r"Haftpflichtversicherung über mindestens # EUR"),
        "notice_months": int(n(r"Frist von # Monaten ordentlich")),
        "forum": _which(text, {"Schiedsgericht": "arbitration", "Mediation": "mediation",
                               "entscheiden die staatlichen": "court"}),
        "law": _place(text, {"Sitz des Anbieters": True, "Sitz des Kunden": False}, is_sale),
    }  # fmt: skip


def _number(pattern, text, *, german):
    found = re.search(pattern.replace("#", NUMBER).replace("~", HYPHEN), text)
    if not found:
        return 0.0
    digits = found[1].rstrip(".,")
    if german:
        digits = digits.replace(".", "").replace(",", ".")
    return float(digits.replace(",", ""))


def _heads(text, lead, names):
    found = re.search(lead + r": (.*?)\.(?: |\n|$)", text)
    if not found:
        return ()
    parts = re.split(r"; \([b-i]\) ", found[1].removeprefix("(a) "))
    return tuple(_which(part, names) for part in parts)


def _which(text, names):
    return next(value for words, value in names.items() if words in text)


def _place(text, seats, is_sale):
    for words, is_supplier in seats.items():
        if words in text:
            return "home" if is_supplier == is_sale else "seat"
    return "performed"
