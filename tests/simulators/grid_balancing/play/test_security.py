"""N-1: one unit or one feeder is lost, and what is left must make up for it."""

from simulators.grid_balancing.play.security import is_secure

ROOM = 9.0  # more than anything here could need


def secure(unit_mw, draws_mw=(0.0,), *, reserve_mw, up_mw, down_mw=ROOM):
    most_mw = [2.0] * len(unit_mw)
    return is_secure(
        unit_mw, most_mw, draws_mw, up_mw=up_mw, down_mw=down_mw, reserve_mw=reserve_mw
    )


def test_a_lost_unit_takes_its_own_headroom_with_it():
    assert not secure((0.6,), reserve_mw=0.5, up_mw=1.4)
    assert secure((0.6,), reserve_mw=0.6, up_mw=1.4)
    assert secure((2.0, 1.0), reserve_mw=1.0, up_mw=1.0)
    assert not secure((2.0, 1.5), reserve_mw=1.0, up_mw=0.5)


def test_every_unit_that_runs_stands_in_for_a_feeder_that_fed_in():
    assert secure((0.6,), (0.5, -2.0), reserve_mw=0.6, up_mw=1.4)
    assert not secure((0.6,), (0.5, -2.1), reserve_mw=0.6, up_mw=1.4)
    assert not secure((), (0.5, -0.7), reserve_mw=0.6, up_mw=0.0)


def test_a_feeder_that_drew_leaves_too_much_to_be_taken_back():
    assert secure((0.6,), (1.0, -0.1), reserve_mw=0.6, up_mw=1.4, down_mw=0.4)
    assert not secure((0.6,), (1.1, -0.1), reserve_mw=0.6, up_mw=1.4, down_mw=0.4)


def test_an_island_without_units_and_feeders_has_nothing_to_lose():
    assert secure((), (), reserve_mw=0.0, up_mw=0.0, down_mw=0.0)
