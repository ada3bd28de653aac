"""Klauseln auf Deutsch: the text where German law governs.

No clause says "as far as the law permits": such a rider does not save a clause, it makes it
intransparent (s. 307 (1) BGB; verified in the project's table of facts).
"""

from simulators.contract_risk.papers.clause import Clause, Paper, agrees_on_delay
from simulators.contract_risk.terms import Terms

_HYPHEN = "\N{NON-BREAKING HYPHEN}"
LAWS = {
    "DE": "deutsches Recht",
    "EW": "das Recht von England und Wales",
    "US-NY": "das Recht des Staates New York",
    "US-CA": "das Recht des Staates Kalifornien",
}
PLACES = {
    "supplier": "das Recht am Sitz des Anbieters",
    "customer": "das Recht am Sitz des Kunden",
    "performance": "das Recht am Leistungsort",
}
HEADS = {
    "intent": "Vorsatz",
    "gross_negligence": "grobe Fahrlässigkeit",
    "injury": "die Verletzung des Lebens, des Körpers oder der Gesundheit",
    "fraud": "arglistig verschwiegene Mängel und übernommene Garantien",
    "product_liability": "Ansprüche nach dem Produkthaftungsgesetz",
    "ip": "die Verletzung von Schutzrechten Dritter",
    "data": "den Verlust oder die unbefugte Offenlegung personenbezogener Daten",
    "confidentiality": "die Verletzung der Vertraulichkeit",
    "third_party": "Ansprüche Dritter, von denen der Anbieter nach diesem Vertrag freistellt",
}
BASES = {
    "annual": "der Jahresvergütung",
    "value": "der Vergütung für die gesamte Laufzeit",
    "insured": "der nach diesem Vertrag versicherten Summe",
}
SUPER_CAPS = {
    "data_cap": "Datenschutzverletzungen",
    "ip_cap": "Schutzrechtsverletzungen",
    "injury_cap": "Personen- und Sachschäden",
}
WITHOUT_LIMIT = {
    "data_cap": ("data", "Für Datenschutzverletzungen gilt keine Grenze (Ziffer 1)."),
    "ip_cap": ("ip", "Für Schutzrechtsverletzungen gilt keine Grenze (Ziffer 1)."),
    "injury_cap": (
        "injury",
        "Für Sachschäden gilt die allgemeine Haftungsgrenze, für Personenschäden keine (Ziffer 1).",
    ),
}
"""What is said where no separate limit is agreed, by the head that has to be without limit."""
INDEMNITIES = {
    "indemnity_ip": "wegen der Verletzung ihrer Schutzrechte durch die gelieferten Leistungen",
    "indemnity_data": "wegen rechtswidrigen Umgangs mit personenbezogenen Daten",
    "indemnity_third_party": "die sonst aus der Leistung des Anbieters entstehen",
}
DELAY_BASES = {
    "order_sum": "der Auftragssumme",
    "final_account": "der endgültig abgerechneten Vergütung",
}
FINAL_ACCOUNT = "der Schlussrechnungssumme"  # of construction
FORUMS = {
    "court": "Über Streitigkeiten entscheiden die staatlichen Gerichte.",
    "arbitration": "Über Streitigkeiten entscheidet endgültig ein Schiedsgericht unter Ausschluss "
    "der staatlichen Gerichte.",
    "mediation": "Streitigkeiten werden zunächst einer Mediation zugeführt; scheitert sie, "
    "entscheiden die staatlichen Gerichte.",
}
ACCEPTANCE = {
    "none": "Eine Abnahme findet nicht statt.",
    "deemed": "Die Leistung gilt als abgenommen, wenn der Anbieter dem Kunden eine angemessene "
    "Frist gesetzt und auf diese Folge hingewiesen hat und der Kunde innerhalb der Frist keinen "
    "Mangel benennt.",
    "tested": "Die Abnahme erfolgt durch eine gemeinsame Prüfung, deren Protokoll beide Seiten "
    "unterzeichnen.",
}


def clauses(terms: Terms, paper: Paper) -> tuple[Clause, ...]:
    """All clauses of a set of terms, in the order of a contract."""
    return (
        Clause("unlimited", "Unbeschränkte Haftung", _unlimited(terms)),
        Clause("cap", "Allgemeine Haftungsgrenze", _cap(terms)),
        Clause("super_caps", "Besondere Haftungsgrenzen", _super_caps(terms)),
        Clause("indirect", "Mittelbare Schäden", _indirect(terms)),
        Clause("delay", "Verzug", _delay(terms, paper)),
        Clause("service", "Gutschriften", _service(terms)),
        Clause("warranty", "Mängel", _warranty(terms)),
        Clause("acceptance", "Abnahme", ACCEPTANCE[terms.acceptance]),
        Clause("changes", "Änderungen", _changes(terms)),
        Clause("indemnities", "Freistellung", _indemnities(terms)),
        Clause("payment", "Zahlung", _payment(terms)),
        Clause("insurance", "Versicherung", _insurance(terms)),
        Clause("termination", "Kündigung", _termination(terms)),
        Clause("law", "Anwendbares Recht und Streitigkeiten", _law(terms, paper)),
    )


def number(value: float) -> str:
    """A number as German texts write it."""
    return f"{value:,.12g}".translate(str.maketrans(",.", ".,"))


def _percent(share: float) -> str:
    return f"{number(round(100.0 * share, 10))} %"


def _listed(parts: list[str]) -> str:
    letters = "abcdefghi"
    return "; ".join(f"({letters[k]}) {part}" for k, part in enumerate(parts))


def _unlimited(terms: Terms) -> str:
    if not terms.unlimited:
        return "Kein Haftungsfall ist von den Grenzen dieses Vertrags ausgenommen."
    heads = _listed([HEADS[name] for name in terms.unlimited])
    return f"Der Anbieter haftet unbeschränkt für: {heads}."


def _multiple(multiple: float, terms: Terms) -> str:
    return f"das {number(multiple)}{_HYPHEN}Fache {BASES[terms.cap_basis]}"


def _cap(terms: Terms) -> str:
    floor = terms.cap_floor_eur
    least = f", mindestens jedoch auf {number(floor)} EUR," if floor else ""
    spell = ", also ausgeschlossen," if not terms.cap and not floor else ""
    reach = (
        "alle Ansprüche eines Vertragsjahres zusammen" if terms.is_aggregate else "jeden Anspruch"
    )
    offer = (
        f" Der Kunde kann das Vielfache um eins erhöhen, gegen {_percent(terms.price_of_cap)} der "
        "Jahresvergütung je Jahr."
        if terms.price_of_cap
        else ""
    )
    return (
        f"In allen übrigen Fällen ist die Haftung des Anbieters auf {_multiple(terms.cap, terms)}"
        f"{least}{spell} beschränkt. Diese Grenze gilt für {reach}.{offer}"
    )


def _super_caps(terms: Terms) -> str:
    sentences = [_super_cap(name, terms) for name in SUPER_CAPS]
    if terms.unlimited:
        sentences.append("Keine dieser Grenzen gilt, wo unbeschränkt gehaftet wird.")
    return " ".join(sentences)


def _super_cap(name: str, terms: Terms) -> str:
    multiple, (head, without) = getattr(terms, name), WITHOUT_LIMIT[name]
    if not multiple:
        is_free = head in terms.unlimited
        return without if is_free else f"Für {SUPER_CAPS[name]} gilt die allgemeine Haftungsgrenze."
    return (
        f"Für {SUPER_CAPS[name]} gilt neben der allgemeinen eine eigene Haftungsgrenze: "
        f"{_multiple(multiple, terms)}."
    )


def _indirect(terms: Terms) -> str:
    if terms.waives_indirect:
        return (
            "Entgangener Gewinn und andere mittelbare Schäden werden nicht ersetzt, außer wo "
            "unbeschränkt gehaftet wird."
        )
    return (
        "Der Schadensersatz umfasst entgangenen Gewinn und andere mittelbare Schäden im Rahmen der "
        "vorstehenden Grenzen."
    )


def _delay(terms: Terms, paper: Paper) -> str:
    if not agrees_on_delay(terms):
        return (
            "Für den Verzug ist im Voraus nichts vereinbart; der Kunde kann den Schaden verlangen, "
            "den er nachweist."
        )
    rest = (
        "Weitere Ansprüche wegen Verzugs sind ausgeschlossen."
        if terms.delay_is_sole
        else "Ein nachgewiesener weiterer Schaden kann verlangt werden; die Vertragsstrafe wird "
        "darauf angerechnet."
    )
    return (
        f"Für jede Woche eines vom Anbieter zu vertretenden Verzugs kann der Kunde eine "
        f"Vertragsstrafe von {_percent(terms.delay_rate)} {_delay_base(terms, paper)} "
        f"verlangen, insgesamt höchstens {_percent(terms.delay_cap)} davon. {rest}"
    )


def _delay_base(terms: Terms, paper: Paper) -> str:
    if paper.type == "construction_sell" and terms.delay_base == "final_account":
        return FINAL_ACCOUNT
    return DELAY_BASES[terms.delay_base]


def _service(terms: Terms) -> str:
    if not terms.service_credit:
        return "Gutschriften sind nicht geschuldet."
    return (
        "Wird eine vereinbarte Dienstgüte verfehlt, erhält der Kunde Gutschriften, in einem "
        f"Vertragsjahr höchstens {_percent(terms.service_credit)} der Jahresvergütung. "
        "Sie werden auf Schadensersatz angerechnet."
    )


def _warranty(terms: Terms) -> str:
    rest = (
        " Wo unbeschränkt gehaftet wird, gilt die gesetzliche Verjährung."
        if terms.unlimited
        else ""
    )
    return (
        f"Mängelansprüche verjähren in {terms.warranty_months} Monaten ab Lieferung oder, wo eine "
        "Abnahme vereinbart ist, ab Abnahme. Erkennbare Mängel sind innerhalb von "
        f"{terms.notice_days} Tagen nach Lieferung anzuzeigen.{rest}"
    )


def _changes(terms: Terms) -> str:
    if terms.change_control:
        return (
            "Änderungen binden die Parteien nur durch einen von beiden unterzeichneten "
            "Änderungsauftrag, der Vergütung und Termine regelt."
        )
    return "Änderungen können formlos vereinbart werden."


def _indemnities(terms: Terms) -> str:
    given = [what for name, what in INDEMNITIES.items() if getattr(terms, name)]
    if not given:
        return "Der Anbieter stellt den Kunden nicht von Ansprüchen Dritter frei."
    return (
        f"Der Anbieter stellt den Kunden von Ansprüchen Dritter frei: {_listed(given)}. Die "
        "Haftungsgrenzen und die Fälle unbeschränkter Haftung gelten auch für die Freistellung."
    )


def _payment(terms: Terms) -> str:
    ahead = (
        f"{_percent(terms.prepaid)} der Vergütung werden im Voraus gezahlt."
        if terms.prepaid
        else "Eine Vorauszahlung ist nicht geschuldet."
    )
    return (
        f"Rechnungen sind innerhalb von {terms.payment_days} Tagen nach Zugang zu zahlen. {ahead} "
        f"Bei Zahlungsverzug fallen Zinsen von {number(terms.late_interest)} Prozentpunkten im "
        "Jahr über dem Basiszinssatz (§ 247 BGB) an."
    )


def _insurance(terms: Terms) -> str:
    if not terms.insured_eur:
        return "Der Anbieter muss nicht versichert sein."
    return (
        "Der Anbieter unterhält eine Haftpflichtversicherung über mindestens "
        f"{number(terms.insured_eur)} EUR und weist sie auf Verlangen nach."
    )


def _termination(terms: Terms) -> str:
    end = "Das Recht zur Kündigung aus wichtigem Grund bleibt unberührt."
    if not terms.notice_months:
        return f"Eine ordentliche Kündigung ist ausgeschlossen. {end}"
    return (
        f"Jede Seite kann mit einer Frist von {terms.notice_months} Monaten ordentlich kündigen. "
        f"{end}"
    )


def _law(terms: Terms, paper: Paper) -> str:
    sales = (
        " Das UN-Kaufrecht gilt, soweit seine eigenen Voraussetzungen vorliegen."
        if paper.is_goods
        else ""
    )
    return (
        f"Für diesen Vertrag gilt {LAWS[paper.law]} als {PLACES[paper.place]}.{sales} "
        f"{FORUMS[terms.forum]}"
    )
