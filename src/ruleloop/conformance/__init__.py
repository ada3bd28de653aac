"""What every domain must keep: the properties behind `ruleloop check` and `ruleloop.testing`."""
