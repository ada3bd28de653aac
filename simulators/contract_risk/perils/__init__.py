"""What can go wrong with a contract: how often, how dear, and together with what."""
