"""What the documents list is what the code has."""

import re
from pathlib import Path

import pytest
import typer

from dashboard import cli, exports
from dashboard.pressure import DEFAULTS
from dashboard.schema import ROLES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
METHOD = (ROOT / "docs" / "pressure.md").read_text(encoding="utf-8")


def commands(group, path=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


COMMANDS = sorted(commands(typer.main.get_command(cli.app)))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command, capsys):
    assert cli.run([*command, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"Example: dashboard {' '.join(command)}" in " ".join(told.split())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_is_in_the_changelog(command):
    assert f"`{command[0]}`" in CHANGELOG


@pytest.mark.parametrize("name", [*exports.TABLES, *exports.FORMATS])
def test_every_table_and_format_of_export_is_in_the_readme(name):
    assert re.search(rf"\b{name}\b", README)


def test_the_method_lists_the_defaults_as_they_are():
    rows = re.findall(r"^\| ([a-z_, ]+) \| ([a-z]+) \| ([\d.]+) \| (\d+) \| (\d+) \|$", METHOD, re.MULTILINE)
    listed = {name: (unit, float(w), float(u), float(h)) for names, unit, w, u, h in rows for name in names.split(", ")}
    assert listed == {name: (one.unit, one.w, one.u, one.h) for name, one in DEFAULTS.tactics.items()}


def test_the_method_tells_the_weight_of_every_role():
    told = {float(number) for number in re.findall(r"\b0\.\d+|\b1\b", METHOD)}
    assert {DEFAULTS.roles[name] for name in ROLES} <= told


@pytest.mark.parametrize("page", sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
def test_every_page_is_in_the_readme_and_short(page):
    assert f"*{page.title()}*" in README
    assert len((ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_every_link_between_documents_leads_somewhere():
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "SOURCES.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), (document.name, target)
