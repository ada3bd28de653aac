from typing import Any

import msgspec
import pytest

from ruleloop.report.finding import finding
from ruleloop.report.result import Gain, HoldOut, RunResult, StressResult
from tests.report import results
from tests.report.apart_results import apart, apart_and_broken
from tests.report.intervals import estimate


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def replace(result: RunResult, **fields: Any) -> RunResult:
    return msgspec.structs.replace(result, **fields)


def test_a_proven_gain_is_one_sentence_with_both_levels_and_the_interval() -> None:
    found = finding(results.finished())
    assert found.tone == "good"
    assert plain(found.title) == "4.0 % cheaper, all guard-rails hold"
    assert plain(found.sentence) == (
        "The new rules cost 3.41 EUR per unit where the best known rules (savings_by_wave) cost"
        " 3.55: 4.0 % less (95 % interval 2.9 to 5.1 %) in 24 worlds the search never saw."
        " All guard-rails hold."
    )


def test_the_baseline_is_named_beside_the_finding() -> None:
    assert "Against the baseline (fixed_tours): 12.2 % less." in map(
        plain, finding(results.finished()).notes
    )


def test_a_broken_guardrail_forbids_adoption_whatever_the_gain() -> None:
    found = finding(results.broken_guardrail())
    assert found.tone == "bad"
    assert found.title == "Do not adopt: a guard-rail is broken"
    assert "deliveries on time is 0.93, the limit 0.95" in found.sentence


def test_a_guardrail_that_holds_only_on_average_is_called_not_proven() -> None:
    found = finding(results.unproven_guardrail())
    assert (found.tone, found.title) == (
        "bad",
        "Do not adopt: a guard-rail is not proven to hold",
    )
    assert "is 0.952, the limit 0.950, but its 95 % bound reaches 0.946" in plain(found.sentence)


def test_a_gain_that_may_be_chance_is_no_gain() -> None:
    found = finding(results.not_significant())
    assert found.tone == "caution"
    assert found.title == "No proven gain in unseen worlds"
    assert "which may be chance (95 % interval -0.8 to +2.5 %; plus means better)" in plain(
        found.sentence
    )


def test_rules_that_lose_in_unseen_worlds_are_not_to_be_adopted() -> None:
    found = finding(results.worse_held_out())
    assert found.tone == "bad"
    assert plain(found.title) == "Do not adopt: 2.5 % more expensive in unseen worlds"
    assert "2.5 % more (95 % interval 1.4 to 3.7 %)" in plain(found.sentence)


def test_a_gain_that_holds_in_every_part_of_the_holdout_convinces() -> None:
    assert finding(apart()).tone == "good"


@pytest.mark.parametrize(
    ("gain_eur", "tone", "title"),
    [
        (0.01, "caution", "No proven gain where dispatcher is second"),
        (-0.06, "bad", "Do not adopt: worse where dispatcher is second"),
    ],
)
def test_a_gain_that_is_not_proven_in_one_part_of_the_holdout_does_not_convince(
    gain_eur: float, tone: str, title: str
) -> None:
    found = finding(apart(gain_eur=gain_eur))
    assert (found.tone, found.title) == (tone, title)


def test_a_guardrail_that_breaks_in_one_part_of_the_holdout_is_named_with_the_part() -> None:
    found = finding(apart_and_broken())
    assert found.tone == "bad"
    assert found.title == "Do not adopt: a guard-rail is broken where dispatcher is second"
    assert "In 24 unseen worlds where dispatcher is second: " in plain(found.sentence)


def test_rules_that_fail_on_the_holdout_are_not_to_be_adopted() -> None:
    found = finding(results.champion_failed())
    title = "Do not adopt: the new rules failed on the hold-out (raised: ZeroDivisionError)"
    assert (found.tone, found.title) == ("bad", title)
    assert "not opened" not in found.sentence


def test_a_floor_that_was_beaten_is_a_bug_or_a_cheat_whatever_the_gain() -> None:
    found = finding(results.floor_beaten())
    assert found.tone == "bad"
    assert found.title == (
        "Do not adopt: the new rules beat the proven floor on the hold-out: a bug or a cheat"
    )


def test_best_known_rules_that_fail_on_the_holdout_leave_no_gain_to_state() -> None:
    found = finding(results.best_shipped_failed())
    assert (found.tone, found.title) == (
        "caution",
        "No comparison: the best known rules failed on the hold-out",
    )


def test_a_failure_is_not_blamed_on_new_rules_when_there_are_none() -> None:
    found = finding(results.everything_failed())
    assert found.title.startswith("Do not adopt: the best known rules failed on the hold-out (tim")


def test_a_search_that_found_nothing_says_so() -> None:
    found = finding(results.nothing_found())
    assert (found.tone, found.title) == ("neutral", "No improvement found")
    assert "keep using them" in found.sentence
    assert "They cost 3.55 EUR per unit" in plain(found.sentence)


def test_nothing_found_does_not_hide_a_guardrail_that_the_best_known_rules_break() -> None:
    broken = results.broken_guardrail().hold_out
    found = finding(replace(results.nothing_found(), hold_out=broken))
    assert found.tone == "bad"
    assert "deliveries on time is 0.93," in found.sentence


@pytest.mark.parametrize("variant", ["running", "interrupted", "just_started"])
def test_without_a_holdout_nothing_is_called_proven(variant: str) -> None:
    found = finding(results.VARIANTS[variant]())
    assert found.tone in ("neutral", "caution")
    assert "hold-out" in found.sentence
    assert "guard-rails hold" not in found.sentence


def test_a_running_search_never_claims_a_heldout_result() -> None:
    result = replace(results.finished(), status="running")
    assert finding(result).title == "Still running"


def test_more_is_better_reads_the_right_way_round() -> None:
    found = finding(results.maximise())
    assert plain(found.title) == "5.1 % better, all guard-rails hold"
    assert "reach 12.4 concepts per h" in plain(found.sentence)
    assert "5.1 % higher" in plain(found.sentence)
    assert "Against the baseline (linear): 29.2 % higher." in map(plain, found.notes)


def test_a_reference_of_zero_is_spoken_of_in_units() -> None:
    result = results.finished()
    gains = msgspec.structs.replace(result.gains, held_out=Gain(estimate(0.142, 0.039), 0.0))
    assert plain(finding(replace(result, gains=gains)).title).startswith(
        "0.142 EUR per unit cheaper"
    )


def test_a_gain_without_measured_guardrails_is_not_good() -> None:
    result = results.finished()
    assert result.hold_out
    bare = HoldOut(24, 96, result.hold_out.arms)
    found = finding(replace(result, hold_out=bare))
    assert found.tone == "caution"
    assert "No guard-rail was measured" in found.sentence


def test_a_rare_situation_that_is_not_survived_lowers_the_tone() -> None:
    stress = (StressResult("bridge closed", "why", champion_passes=False),)
    found = finding(replace(results.finished(), stress=stress))
    assert found.tone == "caution"
    assert "Not survived: bridge closed." in found.notes


def test_a_later_opening_says_in_one_note_why_it_is_stricter() -> None:
    result = results.finished()
    assert result.hold_out
    later = msgspec.structs.replace(result.hold_out, opening=3)
    notes = [n for n in finding(replace(result, hold_out=later)).notes if "opening" in n]
    assert len(notes) == 1
    assert "opening 3 of at most 5" in notes[0]
    assert "99 % instead of 95 %" in plain(notes[0])
    assert not [note for note in finding(result).notes if "opening" in note]


@pytest.mark.parametrize("status", ["running", "finished"])
def test_a_newer_champion_after_the_last_opening_asks_for_a_new_run(status: str) -> None:
    found = finding(replace(results.running(), status=status, openings_left=0))
    assert "No opening of the hold-out is left; start a new run" in found.sentence
    assert "nterrupted" not in found.title + found.sentence


def test_a_later_opening_states_its_own_confidence() -> None:
    result = results.finished()
    held_out = Gain(estimate(0.142, 0.06, confidence=0.99), 3.55)
    gains = msgspec.structs.replace(result.gains, held_out=held_out)
    assert "99 % interval" in plain(finding(replace(result, gains=gains)).sentence)


def test_nothing_found_says_how_to_go_on_and_whether_the_search_was_short() -> None:
    long = finding(results.nothing_found())
    assert "larger --budget" in long.notes[-1]
    short = replace(results.nothing_found(), counts={"discard": 6, "refused": 400})
    assert finding(short).notes[-1].startswith("6 experiments are few")
