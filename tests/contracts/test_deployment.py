"""Files to deploy with say what the program has: extras, commands, options, settings."""

import json
import re
import shlex
import tomllib

import pytest
import yaml
from typer.main import get_command

from navicert.cli.app import app
from navicert.cli.commands import register

register([])


def started(root):
    """Every command line of navicert in the files to deploy with."""
    dockerfile = (root / "deploy/Dockerfile").read_text()
    yield json.loads(re.search(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)[1])
    for unit in sorted((root / "deploy").glob("*.service")):
        yield shlex.split(re.search(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)[1])


def test_what_is_started_there_is(root):
    commands = get_command(app)
    for _, *words in started(root):
        command = commands
        while words and hasattr(command, "commands") and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, words
        assert not hasattr(command, "commands"), words


def test_the_image_installs_extras_that_there_are(root):
    extras = tomllib.loads((root / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    (wanted,) = re.findall(r"'\.\[(.*)\]'", (root / "deploy/Dockerfile").read_text())
    assert set(wanted.split(",")) <= extras.keys()


def test_the_image_is_built_of_files_that_there_are(root):
    for copied in re.findall(r"^COPY (?!--)(.*)$", (root / "deploy/Dockerfile").read_text(), re.MULTILINE):
        *sources, _ = copied.split()
        assert all((root / source).exists() for source in sources)


@pytest.mark.parametrize("name", ["navicert", "lists"])
def test_containers_may_do_little_and_settings_are_those_that_there_are(root, name):
    service = yaml.safe_load((root / "deploy/compose.yaml").read_text())["services"][name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    documented = (root / "docs/commands.md").read_text() + (root / "docs/deployment.md").read_text()
    assert all(setting in documented for setting in service.get("environment", {}))
