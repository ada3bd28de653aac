"""`ruleloop list`: what this workspace holds."""

import json

from ruleloop.cli.options import JsonOption, WorkspaceOption
from ruleloop.workspace import find_workspace


def list_(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List domains, rule sets and scenarios of the workspace."""
    home = find_workspace(workspace)
    found = {
        "workspace": str(home.root),
        "domains": {
            domain: {
                "rule_sets": home.rule_sets(domain),
                "scenarios": [s for s in home.scenarios() if s.split("/")[0] == domain],
            }
            for domain in home.domains()
        },
    }
    if as_json:
        print(json.dumps(found, indent=2))
        return
    print(f"workspace {home.root}")
    for domain, parts in found["domains"].items():  # type: ignore[attr-defined] # a plain literal
        print(f"\n{domain}")
        print("  rule sets:", ", ".join(parts["rule_sets"]) or "none")
        print("  scenarios:", ", ".join(parts["scenarios"]) or "none")
