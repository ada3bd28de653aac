"""The parameters of a playbook's world, by subject; `meta.py` says how one is declared."""
