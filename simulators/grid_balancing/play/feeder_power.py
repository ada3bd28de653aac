"""What the loss of a feeder would take away: its load less what its wind and sun really feed in."""

import numpy as np

from simulators.grid_balancing.assets.feed_in import FeedIns
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.setting import Setting


def feeder_draws_mw(setting: Setting, feed_ins: FeedIns, tick: int, fed_mw: Floats) -> Floats:
    """What every feeder draws in a tick, were it connected, (feeders,); negative: feeds in.

    fed_mw: (groups,), wind and sun after caps. Plants of a feeder are cut like the groups that
    belong to it; like all of them where the groups are joined or away.
    """
    count = setting.feeder_fed_mw.shape[1]
    available_mw = feed_ins.available_mw[tick]
    feeder = np.array([own.feeder for own in feed_ins.facts], dtype=np.int64)
    there = np.bincount(feeder, available_mw, minlength=count)[:count]
    flows = np.bincount(feeder, fed_mw, minlength=count)[:count]
    total = float(available_mw.sum())
    overall = float(fed_mw.sum()) / total if total > 0.0 else 1.0
    share = np.divide(flows, there, out=np.full(count, overall), where=there > 0.0)
    draws: Floats = setting.feeder_load_mw[tick] - share * setting.feeder_fed_mw[tick]
    return draws
