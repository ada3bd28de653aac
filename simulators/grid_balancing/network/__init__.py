"""Electric networks as arrays, where they come from, and their power flow."""
