"""`program.md`: what a person asks of the agent, in the person's own words."""

from pathlib import Path

from ruleloop.errors import WorkspaceError
from ruleloop.workspace import Workspace

NAME = "program.md"
_USUAL = Path(__file__).with_name(NAME)
MOST_BYTES = 100_000


def usual_program() -> str:
    """The programme that a new workspace begins with."""
    return _USUAL.read_text(encoding="utf-8")


def read_program(workspace: Workspace) -> str:
    """The workspace's programme, or the usual one where the workspace has none.

    Raises:
        WorkspaceError: the file cannot be read as text, or is far too long for an agent.
    """
    path = workspace.root / NAME
    if not path.is_file():
        path = _USUAL
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    if len(text.encode()) > MOST_BYTES:
        raise WorkspaceError(f"{path}: has more than {MOST_BYTES} bytes; an agent reads less")
    return text.strip() + "\n"
