"""What the tools of rules are made of: pure functions of what rules see."""
