"""The law to the minute, case by case: a day or week, and the article that it breaks, if any.

A log is written as minutes: d driving, w other work, b break, r rest, g not in the log; "270d 45b"
is 4.5 h of driving and a break of 45 minutes. "| n" starts over n times.
"""

import pytest

from simulators.supply_chain.law.activities import ActivityKind
from simulators.supply_chain.law.law import Activity, Breach, audit, limits_of, sunday_ban_min

KINDS: dict[str, ActivityKind] = {"d": "drive", "w": "work", "b": "break", "r": "rest"}
DAY = 1440.0
SATURDAY = 5 * DAY
BREAKS, DRIVING, REST, STOP = (
    "2002/15 art. 5",
    "561/2006 art. 6",
    "561/2006 art. 8",
    "561/2006 art. 7",
)
NIGHT, WEEK = "2002/15 art. 7", "2002/15 art. 4"
TEN_H = "270d 45b 270d 45b 60d"
NINE_H = "270d 45b 270d"
SPAN = "200w 150b 200w 150b 80w"  # 13 h
SHORT = "360w 15b 360w 30b 16w 659r"  # 13 h 1 min long, and a rest of 10 h 59 min


def logged(text: str, start_min: float = 360.0) -> list[Activity]:
    """The activities of a written log."""
    activities, now = [], start_min
    for token in text.split():
        minutes, letter = float(token[:-1]), token[-1]
        if letter in KINDS:
            activities.append(Activity(KINDS[letter], now, now + minutes))
        now += minutes
    return activities


def broken(text: str, start_min: float = 360.0, gross_t: float = 7.5) -> tuple[Breach, ...]:
    """What is broken."""
    return audit(logged(text, start_min), limits_of(gross_t))


def days(*texts: str) -> str:
    """Days that start 24 hours apart."""
    parts = []
    for text in texts:
        used = sum(float(token[:-1]) for token in text.split())
        parts.append(f"{text} {DAY - used:g}r")
    return " ".join(parts)


TRUCK_DAYS = [
    # 561/2006 art. 7: driving without a break
    ("4.5 h of driving", "270d", None),
    ("4.5 h and a minute", "271d", STOP),
    ("4.5 h in two legs and a minute", "200d 71d", STOP),
    ("other work between legs is no break", "135d 45w 136d", STOP),
    ("time that is not in the log is no break", "270d 45g 1d", STOP),
    ("a break of 45 min", "270d 45b 270d", None),
    ("a break of 44 min", "270d 44b 1d", STOP),
    ("a break in two entries", "270d 20b 25b 270d", None),
    ("a break taken early", "100d 45b 270d", None),
    ("15 and 30 min", "100d 15b 170d 30b 270d", None),
    ("20 and 30 min", "100d 20b 170d 30b 270d", None),
    ("30 and 15 min: the wrong order", "100d 30b 170d 15b 1d", STOP),
    ("14 and 30 min", "100d 14b 170d 30b 1d", STOP),
    ("15 and 29 min", "100d 15b 170d 29b 1d", STOP),
    ("15 and 30 min, the second too late", "100d 15b 171d 30b 60d", STOP),
    ("30 and 30 min", "100d 30b 170d 30b 270d", None),
    ("a first part is used up by a whole break", "50d 15b 50d 45b 200d 30b 71d", STOP),
    ("a first part is used up by a second", "50d 15b 220d 30b 200d 30b 71d", STOP),
    ("three parts of 15 min", "90d 15b 90d 15b 90d 15b 1d", STOP),
    # 561/2006 art. 6 (1) and 12: driving in a day
    ("9 h of driving", NINE_H, None),
    ("10 h of driving", TEN_H, None),
    ("10 h and an hour home", TEN_H + " 60d", None),
    ("10 h and 61 min home", TEN_H + " 61d", DRIVING),
    ("10 h, a stop, and 10 min home", TEN_H + " 5w 10d", DRIVING),
    # 561/2006 art. 8 and 12: the span of a day
    ("a span of 15 h", "360w 30b 360w 60b 90d", None),
    ("a span of 15 h and a stop", "360w 30b 360w 60b 90d 1w", REST),
    ("a span of 15 h and an hour home", "360w 30b 360w 60b 90d 60d", None),
    ("a span of 15 h and 61 min home", "360w 30b 360w 60b 90d 61d", REST),
    ("a rest of 8 h 59 min ends no day", "300w 539r 61w 1w", REST),
    ("a rest of 9 h ends the day", "300w 540r 300w", None),
    # 2002/15 art. 5: breaks in work
    ("6 h of work", "360w", None),
    ("6 h and a minute", "361w", BREAKS),
    ("6 h of work and driving, and a minute", "200w 161d", BREAKS),
    ("a break after the work is none in it", "361w 30b", BREAKS),
    ("6 h, 15 min, then 1 min: 30 are owed", "360w 15b 1w", BREAKS),
    ("6 h, 30 min, then 3 h", "360w 30b 180w", None),
    ("two breaks of 15 min", "300w 15b 60w 15b 180w", None),
    ("a break of 14 min is none", "300w 14b 60w 16b 1w", BREAKS),
    ("9 h 1 min with 30 min", "300w 30b 241w", BREAKS),
    ("9 h 1 min with 44 min", "300w 44b 241w", BREAKS),
    ("9 h 1 min with 45 min", "300w 45b 241w", None),
    ("9 h 1 min with 15, 15 and 15 min", "200w 15b 100w 15b 100w 15b 141w", None),
    ("45 min early, then 6 h 1 min without any", "60w 45b 361w", BREAKS),
]


@pytest.mark.parametrize(("text", "article"), [row[1:] for row in TRUCK_DAYS],
                         ids=[row[0] for row in TRUCK_DAYS])  # fmt: skip
def test_a_truck_drivers_day_is_judged_to_the_minute(text, article):
    assert {breach.article for breach in broken(text)} == ({article} if article else set())


TRUCK_WEEKS = [
    # 561/2006 art. 6
    ("two days of 10 h", days(TEN_H, TEN_H, NINE_H), None),
    ("a third day of 10 h, the last hour home", days(TEN_H, TEN_H, TEN_H), None),
    ("a third day of 10 h with stops", days(TEN_H, TEN_H, "270d 45b 270d 45b 5w 60d"), DRIVING),
    ("a third day of 9 h 1 min, then a stop", days(TEN_H, TEN_H, NINE_H + " 45b 1d 1w"), DRIVING),
    ("a third day of 10 h 1 min", days(TEN_H, TEN_H, TEN_H + " 1d"), DRIVING),
    ("56 h of driving", days(*[TEN_H] * 2, *[NINE_H] * 4), None),
    ("56 h and an hour home", days(*[TEN_H] * 2, *[NINE_H] * 3, NINE_H + " 45b 60d"), None),
    ("56 h and 61 min", days(*[TEN_H] * 2, *[NINE_H] * 3, NINE_H + " 45b 61d"), DRIVING),
    # 561/2006 art. 8 (2), (4)
    ("three short rests", f"{SHORT} {SHORT} {SHORT} 360w", None),
    ("four short rests", f"{SHORT} {SHORT} {SHORT} {SHORT} 360w", REST),
    ("a rest of 10 h 59 min is short", " ".join(["300w 659r"] * 4) + " 300w", REST),
    ("a rest of 11 h is not", " ".join(["300w 660r"] * 7) + " 300w", None),
    ("a span of 13 h leaves 11", days(*[SPAN] * 5), None),
    ("a span of 13 h 1 min four times", days(*[SPAN + " 1w"] * 4), REST),
    ("the fourth to get home", days(*[SPAN + " 1d"] * 4), None),
    ("a rest of 3 and then 9 h is a full one", " ".join(["180w 180r 180w 540r"] * 5), None),
    ("one of 2 h 59 min and 9 h is short", " ".join(["180w 179r 180w 540r"] * 5), REST),
    ("a weekly rest starts a new count", " ".join([*["300w 600r"] * 3, "300w 1440r"] * 2), None),
    ("23 h 59 min is no weekly rest", " ".join([*["300w 600r"] * 3, "300w 1439r"] * 2), REST),
    # 2002/15 art. 4
    ("60 h of work", days(*["300w 45b 300w"] * 6), None),
    ("60 h and a minute", days(*["300w 45b 300w"] * 5, "300w 45b 301w"), WEEK),
    ("60 h and a minute home", days(*["300w 45b 300w"] * 5, "300w 45b 300w 1d"), WEEK),
]


@pytest.mark.parametrize(("text", "article"), [row[1:] for row in TRUCK_WEEKS],
                         ids=[row[0] for row in TRUCK_WEEKS])  # fmt: skip
def test_a_truck_drivers_week_is_judged_to_the_minute(text, article):
    assert {breach.article for breach in broken(text)} == ({article} if article else set())


H = 60.0
NIGHTS = [
    ("11 h by day", "300w 45b 360w", 6 * H, None),
    ("10 h that end at night", "300w 45b 300w", 15 * H, None),
    ("10 h at night and a stop", "300w 45b 300w 1w", 15 * H, NIGHT),
    ("10 h at night and an hour home", "300w 45b 300w 60d", 15 * H, None),
    ("10 h at night and 61 min home", "300w 45b 200w 15b 100w 61d", 15 * H, NIGHT),
    ("11 h that end at midnight", "300w 45b 345w 15w", 12 * H + 15, None),
    ("11 h that end a minute later", "300w 45b 345w 15w", 12 * H + 16, NIGHT),
    ("11 h that begin at 4 h", "300w 45b 345w 15w", 28 * H, None),
    ("11 h that begin at 3 h 59 min", "300w 45b 345w 15w", 28 * H - 1, NIGHT),
    ("two nights of 10 h", "300w 45b 300w 795r 300w 45b 300w", 20 * H, None),
    ("the second an hour sooner", "300w 45b 300w 735r 300w 45b 300w", 20 * H, NIGHT),
    ("9 h 30 min, half an hour sooner", "300w 45b 270w 795r 300w 45b 270w", 20 * H, None),
    ("after 10 h a rest of 11 h and 5 h", "300w 45b 300w 660r 300w", 20 * H, NIGHT),
]


@pytest.mark.parametrize(("text", "start_min", "article"), [row[1:] for row in NIGHTS],
                         ids=[row[0] for row in NIGHTS])  # fmt: skip
def test_night_work_is_judged_over_any_24_hours(text, start_min, article):
    found = {breach.article for breach in broken(text, start_min)}
    assert found == ({article} if article else set())


VANS = [
    ("5 h of driving without a break", "300d", None),
    ("6 h and a minute", "361d", "ArbZG 4"),
    ("10 h of work", "300d 45b 300w", None),
    ("10 h of work and a stop", "300d 45b 300w 1w", "ArbZG 3"),
    ("10 h of work and an hour home", "300d 45b 300w 60d", None),
    ("10 h of work and 61 min home", "300d 45b 200w 15b 100w 61d", "ArbZG 3"),
    ("a rest of 11 h", "300w 660r 300w", None),
    ("a rest of 10 h 59 min", "300w 659r 300w", "ArbZG 5"),
    ("a span of 13 h", "200d 180b 200d 200b", None),
    ("a span of 13 h 1 min", "200d 180b 200d 200b 1w", "ArbZG 5"),
    ("seven days", days(*["300w"] * 7), None),
]


@pytest.mark.parametrize(("text", "article"), [row[1:] for row in VANS],
                         ids=[row[0] for row in VANS])  # fmt: skip
def test_a_van_drivers_day_is_judged_to_the_minute(text, article):
    found = {breach.article for breach in broken(text, gross_t=3.5)}
    assert found == ({article} if article else set())


SIX_DAYS = [
    ("ends after six periods of 24 h", 0.0, None),
    ("ends a minute later", 1.0, REST),
]


@pytest.mark.parametrize(("more", "article"), [row[1:] for row in SIX_DAYS],
                         ids=[row[0] for row in SIX_DAYS])  # fmt: skip
def test_a_weekly_rest_starts_within_six_days(more, article):
    log = days(*["300w"] * 5) + f" 200w {1040 + more:g}r 200w"
    found = {breach.article for breach in broken(log, 0.0)}
    assert found == ({article} if article else set())


SUNDAYS = [
    ("18 t home at midnight", 18.0, "60d", SATURDAY + 23 * H, None),
    ("18 t a minute late", 18.0, "61d", SATURDAY + 23 * H, "StVO 30"),
    ("7.5 t all night", 7.5, "120d", SATURDAY + 23 * H, None),
    ("18 t unloading on Sunday", 18.0, "60d 60w", SATURDAY + 23 * H, None),
    ("18 t on Sunday at 22 h", 18.0, "60d", SATURDAY + 46 * H, None),
    ("18 t on Sunday at 21 h 59 min", 18.0, "60d", SATURDAY + 46 * H - 1, "StVO 30"),
]


@pytest.mark.parametrize(("gross_t", "text", "start_min", "article"), [row[1:] for row in SUNDAYS],
                         ids=[row[0] for row in SUNDAYS])  # fmt: skip
def test_heavy_vehicles_stand_on_sunday(gross_t, text, start_min, article):
    found = {breach.article for breach in broken(text, start_min, gross_t)}
    assert found == ({article} if article else set())
    banned = sum(
        sunday_ban_min(gross_t, a.start_min, a.end_min)
        for a in logged(text, start_min)
        if a.kind == "drive"
    )
    assert banned == (0.0 if article is None else 1.0)


def test_a_breach_says_when_and_by_how_much():
    assert broken("200d 71d") == (Breach(STOP, 360.0 + 270.0, 270.0, 271.0),)
    assert broken("300w 44b 241w") == (Breach(BREAKS, 360.0 + 44.0 + 540.0, 45.0, 44.0),)


def test_nobody_does_two_things_at_once():
    log = [Activity("drive", 0.0, 60.0), Activity("break", 30.0, 90.0)]
    assert [breach.article for breach in audit(log, limits_of(7.5))] == ["one activity at a time"]


def test_a_week_in_vans_and_trucks_is_judged_by_the_vehicle_of_the_day():
    van = [Activity(a.kind, a.start_min, a.end_min, 3.5) for a in logged("300w 45b 300w 1w")]
    truck = [Activity(a.kind, a.start_min, a.end_min, 12.0) for a in logged("300w", 360.0 + DAY)]
    assert [breach.article for breach in audit(van + truck, limits_of(12.0))] == ["ArbZG 3"]
    assert not audit([Activity(a.kind, a.start_min, a.end_min) for a in van], limits_of(12.0))
