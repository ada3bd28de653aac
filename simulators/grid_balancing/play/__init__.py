"""The week while it is being played: what is seen, ruled, flows and costs."""
