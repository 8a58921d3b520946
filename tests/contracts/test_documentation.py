"""What the program offers is described, and what is described works."""

import re
import subprocess
import sys

import pytest
from typer.main import get_command

from navicert.cli.app import app
from navicert.cli.commands import MODULES, register

register([])


def commands(group, path=("navicert",)):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands(get_command(app)))


def test_every_command_is_found_by_its_first_word():
    assert {name.split()[1] for name in COMMANDS} == MODULES.keys()


@pytest.mark.parametrize("word", MODULES)
def test_a_command_starts_without_the_others(word):
    program = f"import sys; sys.argv = ['navicert', '{word}', '--help']; from navicert.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert f"navicert {word}" in ended.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_in_the_docs(name, root):
    assert name in (root / "docs/commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example_in_its_help(name):
    assert f"Example: {name}" in (COMMANDS[name].help or "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_every_setting_is_described_in_the_docs(root):
    source = (root / "src/navicert/settings.py").read_text(encoding="utf-8")
    documented = (root / "docs/commands.md").read_text(encoding="utf-8")
    for name in set(re.findall(r'"(NAVICERT_[A-Z_]+)"', source)):
        assert name in documented


def test_links_between_pages_lead_somewhere(root):
    for page in [*root.glob("*.md"), *root.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(root)} -> {target}"


def test_the_pages_made_from_the_program_are_current(root):
    subprocess.run([sys.executable, root / "tools/build_docs.py", "--check"], check=True)
