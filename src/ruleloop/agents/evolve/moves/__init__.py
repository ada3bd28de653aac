"""The kinds of edits that the built-in agent knows, one per file; `table` lists them."""
