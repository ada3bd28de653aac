"""The course while it is being played: what is seen, ruled, learnt, logged and measured."""
