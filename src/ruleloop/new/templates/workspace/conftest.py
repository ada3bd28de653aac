"""Lets tests import this workspace's domains and simulators from wherever pytest is started.

Change first: nothing; fixtures that several domains share may go here.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
