"""Ships the standard workspace inside the wheel, as `ruleloop/_workspace`."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("domains", "simulators", "rules", "scenarios", "workspace.toml")


class CustomBuildHook(BuildHookInterface):
    """Adds the content folders to a standard wheel; an editable install uses them in place."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Force-include the workspace when the wheel is not editable."""
        if version == "standard":
            build_data["force_include"] = {name: f"ruleloop/_workspace/{name}" for name in CONTENT}
