"""`ruleloop new`: a workspace or a domain that runs before anything in it is changed."""
