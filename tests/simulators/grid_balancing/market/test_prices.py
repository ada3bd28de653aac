"""Made-up prices have the moments of Belgian prices of 2024 and 2025 (15 minutes)."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.grid_balancing.market.market import Weather, load_shape, residual_load, weather
from simulators.grid_balancing.market.price_csv import read_prices
from simulators.grid_balancing.market.prices import Market, generate_prices, spread_eur
from simulators.grid_balancing.network.faults import InputFaults
from simulators.grid_balancing.weather.noise import forgetful
from tests.simulators.grid_balancing.conftest import RURAL, SEMIURBAN

SEEDS = [Draws(bytes([seed]) * 16) for seed in range(12)]


def memory(series, lag):
    return float(np.corrcoef(series[:-lag], series[lag:])[0, 1])


def moments(series):
    quantiles = dict(
        zip((1, 5, 50, 95, 99), np.percentile(series, (1, 5, 50, 95, 99)), strict=True)
    )
    days = series.reshape(-1, 96)
    return {
        "mean": series.mean(),
        "sd": series.std(),
        **{f"{percent} %": value for percent, value in quantiles.items()},
        "negative": (series < 0.0).mean(),
        "15 min": memory(series, 1),
        "1 h": memory(series, 4),
        "24 h": memory(series, 96),
        "daily range": (days.max(axis=1) - days.min(axis=1)).mean(),
    }


def outside(found, bands):
    return {
        name: (round(float(found[name]), 2), band)
        for name, band in bands.items()
        if not band[0] <= found[name] <= band[1]
    }


# From the lower to the higher of the two years, widened by what one year differs from another;
# means over twelve made-up years are held to them.
DAY_AHEAD = {
    "mean": (65, 90), "sd": (40, 55), "1 %": (-55, -5), "5 %": (-10, 10), "50 %": (68, 92),
    "95 %": (125, 160), "99 %": (165, 205), "negative": (0.03, 0.08), "15 min": (0.97, 1.0),
    "1 h": (0.90, 0.95), "24 h": (0.66, 0.80), "daily range": (105, 135),
}  # fmt: skip
IMBALANCE = {
    "mean": (70, 95), "sd": (120, 203), "1 %": (-631, -197), "5 %": (-397, -63),
    "50 %": (82, 115), "95 %": (245, 320), "99 %": (370, 430), "negative": (0.135, 0.21),
    "15 min": (0.54, 0.73), "1 h": (0.32, 0.48), "24 h": (0.05, 0.18), "daily range": (600, 780),
}  # fmt: skip
SPREAD = {
    "mean": (-5, 12), "sd": (125, 170), "1 %": (-650, -400), "5 %": (-250, -190), "50 %": (0, 8),
    "95 %": (170, 225), "99 %": (290, 370), "15 min": (0.53, 0.63), "1 h": (0.28, 0.38),
}  # fmt: skip


@pytest.fixture(scope="module", params=[RURAL, SEMIURBAN])
def years(request, real_network):
    network = real_network(request.param)
    given = weather(network, 0, network.profiles.steps)
    return [generate_prices(given, Market(), draws) for draws in SEEDS]


def mean_moments(several):
    found = [moments(series) for series in several]
    return {name: float(np.mean([one[name] for one in found])) for name in found[0]}


def test_day_ahead_prices_have_the_moments_of_real_ones(years):
    assert outside(mean_moments([year.day_ahead_eur for year in years]), DAY_AHEAD) == {}


def test_imbalance_prices_have_the_moments_of_real_ones(years):
    assert outside(mean_moments([year.imbalance_eur for year in years]), IMBALANCE) == {}


def test_the_spread_between_them_has_the_moments_of_the_real_one(years):
    spreads = [year.imbalance_eur - year.day_ahead_eur for year in years]
    assert outside(mean_moments(spreads), SPREAD) == {}
    assert np.mean([np.median(np.abs(s)) for s in spreads]) == pytest.approx(52.0, abs=8.0)
    related = [np.corrcoef(year.imbalance_eur, year.day_ahead_eur)[0, 1] for year in years]
    assert np.mean(related) == pytest.approx(0.28, abs=0.08)


def test_a_day_has_two_humps_and_a_valley_at_noon(years):
    days = [year.day_ahead_eur.reshape(-1, 24, 4) for year in years]
    by_hour = np.mean([day.mean(axis=(0, 2)) for day in days], axis=0)
    night, morning = by_hour[1:5].mean(), by_hour[7]
    noon, evening = by_hour[12:14].mean(), by_hour[19]
    assert night == pytest.approx(72.0, abs=10.0)
    assert morning == pytest.approx(100.0, abs=12.0)
    assert noon == pytest.approx(38.0, abs=10.0)
    assert evening == pytest.approx(128.0, abs=10.0)


def test_the_more_the_system_is_short_the_dearer_it_gets_and_scarcity_is_convex():
    share = np.linspace(-2.0, 2.0, 401)
    spread = spread_eur(share)
    steps = np.diff(spread)
    assert (steps > 0.0).all()
    assert (np.diff(steps[share[1:] > 0.81]) > 0.0).all()
    assert (np.diff(steps[share[1:] < -0.81]) < 0.0).all()


def test_more_wind_and_sun_make_day_ahead_cheaper():
    calm = Weather("2026-01-05T00:00", np.full(96, 0.3), np.full(96, 0.1))
    windy = Weather("2026-01-05T00:00", np.full(96, 2.0), np.full(96, 0.1))
    dear, cheap = (generate_prices(one, Market(), SEEDS[0]).day_ahead_eur for one in (calm, windy))
    assert (dear > cheap).all()


def test_a_surprise_of_the_weather_moves_the_imbalance_the_same_way():
    given = Weather("2026-01-05T00:00", np.ones(4_000), np.ones(4_000))
    surprise = forgetful(SEEDS[1], 4_000, "other", memory_steps=6.0)
    found = generate_prices(given, Market(), SEEDS[0], surprise=surprise).system_imbalance
    none = generate_prices(given, Market(), SEEDS[0]).system_imbalance
    assert np.corrcoef(found, surprise)[0, 1] == pytest.approx(0.3 * 0.75**0.5, abs=0.07)
    assert found.std() == pytest.approx(none.std(), rel=0.1)


def test_weekends_and_nights_have_less_load_wherever_a_stretch_begins():
    whole = load_shape("2026-01-05T00:00", 14 * 96)  # a Monday
    daily = whole.reshape(14, 96).mean(axis=1)
    assert set(daily.argsort()[:4].tolist()) == {5, 6, 12, 13}
    assert whole[12] < 0.8 * whole[4 * 19]
    later = load_shape("2026-01-06T06:30", 200)
    assert later == pytest.approx(whole[96 + 26 : 96 + 226])
    left = residual_load(
        Weather("2026-01-05T00:00", np.ones(96), np.zeros(96)), wind_share=0.2, pv_share=0.1
    )
    assert left == pytest.approx(whole[:96] - 0.2)


@pytest.mark.parametrize("memory_steps", [0.0, 2.0, 40.0])
def test_noise_is_standard_and_forgets_as_told(memory_steps):
    series = forgetful(SEEDS[2], 400_000, "n", memory_steps=memory_steps)
    keep = np.exp(-1.0 / memory_steps) if memory_steps else 0.0
    assert (series.mean(), series.std()) == pytest.approx((0.0, 1.0), abs=0.05)
    assert memory(series, 1) == pytest.approx(keep, abs=0.01)


def price_file(folder, rows=8, change=None):
    lines = [["time", "day_ahead_eur_per_mwh", "imbalance_eur_per_mwh"]]
    lines += [
        [f"2026-11-02T{k // 4:02}:{k % 4 * 15:02}", f"{50 - 20 * k}", f"{k}.5"] for k in range(rows)
    ]
    for (row, column), text in (change or {}).items():
        lines[row][column] = text
    path = folder / "prices.csv"
    path.write_text("\n".join(",".join(line) for line in lines))
    return path


def test_own_prices_are_read_as_written(tmp_path):
    pytest.importorskip("pandas", reason="tables of one's own need ruleloop[grid]")
    found = read_prices(price_file(tmp_path), start="2026-11-02T00:00", steps=8)
    assert found.day_ahead_eur.tolist() == [50.0, 30.0, 10.0, -10.0, -30.0, -50.0, -70.0, -90.0]
    assert found.imbalance_eur[3] == 3.5
    assert np.isnan(found.system_imbalance).all()


def test_every_mistake_in_own_prices_is_told_at_once(tmp_path):
    pytest.importorskip("pandas", reason="tables of one's own need ruleloop[grid]")
    change = {(0, 2): "imbalance", (3, 1): "dear", (5, 0): "2026-11-02T02:00"}
    with pytest.raises(InputFaults) as caught:
        read_prices(price_file(tmp_path, change=change), start="2026-11-01T00:00", steps=672)
    told = "\n".join(caught.value.faults)
    for words in (
        "one column imbalance_eur_per_mwh, got 0",
        "row 4, column day_ahead_eur_per_mwh: expected a number, got 'dear'",
        "row 6, column time: expected 2026-11-02T01:00:00",
        "expected 672 quarter-hours, as many as the profiles have, got 8",
        "row 2, column time: expected 2026-11-01T00:00, got 2026-11-02T00:00",
    ):
        assert words in told
