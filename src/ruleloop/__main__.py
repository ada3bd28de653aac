"""`python -m ruleloop`: the command line."""

from ruleloop.cli.main import main

if __name__ == "__main__":  # workers are started from here: they must not run the command again
    main()
