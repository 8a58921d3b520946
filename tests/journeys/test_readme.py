"""The README's terminal sessions are what the program prints."""

import doctest
import re
import shlex

import pytest

SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)


def steps(root):
    """Each command of the README's console blocks with the output printed below it."""
    for block in SESSION.findall((root / "README.md").read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            if command.startswith("navicert "):
                yield command, output


def test_the_sessions_of_the_readme_are_what_the_program_prints(navicert, root, monkeypatch):
    monkeypatch.chdir(root)
    shown = list(steps(root))
    assert shown
    for command, expected in shown:
        ended = navicert(*shlex.split(command)[1:])
        printed = "\n".join(line.rstrip() for line in ended.out.splitlines()).strip() + "\n"
        wanted = expected.strip() + "\n"
        if not doctest.OutputChecker().check_output(wanted, printed, doctest.ELLIPSIS):
            pytest.fail(f"$ {command}\n{printed}")
