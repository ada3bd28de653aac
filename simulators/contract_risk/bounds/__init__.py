"""What no playbook can beat, and what a perfect one could expect."""
