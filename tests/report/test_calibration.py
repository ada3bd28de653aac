import io

from rich.console import Console

from ruleloop.calibration import Calibration, Estimate, FitRow, WorldValue
from ruleloop.report.calibration import calibration_view


def shown(**parts) -> str:
    empty = {"data": "claims", "rows": 1500, "estimates": (), "fit": (), "world": ()}
    written = io.StringIO()
    console = Console(file=written, width=160)
    console.print(calibration_view(Calibration(**{**empty, **parts})))
    return written.getvalue()


def test_estimates_have_the_digits_that_their_intervals_deserve():
    text = shown(
        estimates=(
            Estimate("tail index", 1.13485, 1.01251, 1.27197),
            Estimate("scale", 14_443.02, 11_965.9, 17_432.9, "money", "of the loss"),
            Estimate("open", 2.0, float("-inf"), float("inf")),
        )
    )
    assert "1.13" in text
    assert "1.01 to 1.27" in text
    assert "14,443" in text
    assert "11,966 to 17,433" in text
    assert "n/a to n/a" in text


def test_the_fit_stands_beside_the_data_with_its_ratio():
    row = FitRow("right, attempt 1", 0.658, 0.687, "share", 0.004)
    line = next(line for line in shown(fit=(row,)).splitlines() if "attempt 1" in line)
    assert "0.658 ± 0.004" in line
    assert "0.687" in line
    assert "1.04" in line
    assert "share" in line
    assert "model / data" in shown(fit=(FitRow("nothing", 0.0, 1.0),))


def test_ranges_options_and_plain_values_of_the_world_are_told():
    text = shown(
        world=(
            WorldValue("sigma", {"from": 1.607, "to": 1.729}, "95 % interval"),
            WorldValue("tail", {"any_of": ["lognormal", "lomax"]}, "either"),
            WorldValue("slope", 0.3839, "regression"),
        )
    )
    assert "1.607 to 1.729" in text
    assert "any of lognormal, lomax" in text
    assert "0.3839" in text


def test_warnings_come_last_and_what_a_file_says_cannot_steer_the_terminal():
    text = shown(data="answers on \x1b[31m[bold]x", warnings=("the level is not used",))
    assert "\x1b" not in text
    assert "[bold]" in text
    assert text.rstrip().endswith("! the level is not used")
    assert "1,500 rows" in text
