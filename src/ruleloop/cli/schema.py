"""`ruleloop schema`: the JSON schema of scenario files, for editors."""

import json
from typing import Annotated, Any

import msgspec
import typer

from ruleloop.cli.options import WorkspaceOption
from ruleloop.domain import DomainCard
from ruleloop.scenario import Scenario
from ruleloop.workspace import find_workspace
from ruleloop.world_file import FROM


def schema(
    domain: Annotated[str | None, typer.Argument(help="With the worlds of this domain.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Print the JSON schema of a scenario file."""
    made = msgspec.json.schema(Scenario)
    if domain:
        made = _with_worlds(made, _card(domain, workspace))
    print(json.dumps(made, indent=2))


def _card(domain: str, workspace: Any) -> DomainCard:
    from ruleloop.evaluation import worker
    from ruleloop.evaluation.executor import local_workers
    from ruleloop.evaluation.stage import Place

    home = find_workspace(workspace)
    place = Place(str(home.root), str(home.root))
    with local_workers(Scenario(domain), place, workers=1) as executor:
        card: DomainCard = executor.submit(worker.describe, domain, {}).result()
    return card


def _with_worlds(made: dict[str, Any], card: DomainCard) -> dict[str, Any]:
    definitions = card.world_schema.get("$defs", {})
    world: dict[str, Any] = next((d for d in definitions.values() if "properties" in d), {})
    properties = {
        name: {"anyOf": [shape, _span(shape), _any_of(shape)], **_words(shape)}
        for name, shape in world.get("properties", {}).items()
    }
    properties[FROM] = {"type": "string", "description": "a world file, see `ruleloop calibrate`"}
    table = {"type": "object", "properties": properties, "additionalProperties": False}
    fields = made["$defs"]["Scenario"]["properties"]
    fields["world"], fields["holdout"] = table, table
    fields["domain"] = {"const": card.name}
    return made


def _words(shape: dict[str, Any]) -> dict[str, Any]:
    return {"description": shape["description"]} if "description" in shape else {}


def _span(shape: dict[str, Any]) -> dict[str, Any]:
    ends = {"from": shape, "to": shape}
    return {"type": "object", "properties": ends, "required": ["from", "to"]}


def _any_of(shape: dict[str, Any]) -> dict[str, Any]:
    options = {"any_of": {"type": "array", "items": shape, "minItems": 1}}
    return {"type": "object", "properties": options, "required": ["any_of"]}
