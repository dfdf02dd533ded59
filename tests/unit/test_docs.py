"""What the documents list is what the code has."""

import re
from pathlib import Path

import pytest
import typer
from reading import read

from dashboard import cli, exports, schema
from dashboard.exports.columns import COLUMNS as EXPORTED
from dashboard.ingest.template import COLUMNS as OWN
from dashboard.pressure import DEFAULTS
from dashboard.schema import ROLES
from dashboard.store import audit
from dashboard.ui.guide.columns import MEANINGS
from dashboard.ui.trail import CHANGES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
METHOD = (ROOT / "docs" / "pressure.md").read_text(encoding="utf-8")
COLUMNS = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")


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


def described(head):
    """The rows of a table of columns in the document, by column."""
    part = COLUMNS.partition(f"## {head}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", part, re.MULTILINE)
    return {name: told.split(" | ") for name, told in rows}


def test_every_column_of_our_own_format_is_told_as_the_pages_tell_it():
    found = described("Our own format")
    assert tuple(found) == OWN
    assert {name: tuple(told[:2]) for name, told in found.items()} == MEANINGS
    file = read(",".join(OWN) + "\n" + ",".join(told[2] for told in found.values()) + "\n")
    assert file.problems.empty
    assert len(file.rows) == 1
    assert file.dropped_columns == ()


@pytest.mark.parametrize("name", EXPORTED)
def test_every_column_of_an_exported_table_is_told(name):
    found = described(f"`export {name}`")
    assert tuple(found) == tuple(EXPORTED[name])
    assert all(len(told) == 2 and all(told) for told in found.values())


def test_every_column_of_the_audit_trail_is_told():
    found = described("`audit`")
    assert tuple(found) == audit.COLUMNS
    assert found["what"][1] == f"{', '.join(CHANGES)}."


@pytest.mark.parametrize(
    ("table", "column", "codes"),
    [
        ("actions", "date_precision", schema.PRECISIONS), ("actions", "outcome", schema.CALL_OUTCOMES),
        ("coverage", "status", schema.STATUSES), ("coverage", "kind", (*schema.OFFICE_KINDS, "target", "riding")),
        ("pressure", "role", schema.ROLES), ("offices", "kind", schema.OFFICE_KINDS),
        ("outcomes", "kind", schema.OUTCOME_KINDS), ("outcomes", "date_precision", schema.PRECISIONS),
    ],
)  # fmt: skip
def test_every_code_of_a_column_is_told(table, column, codes):
    told = described(f"`export {table}`")[column][1]
    assert re.split(r"[;.]", told)[0].split(", ") == list(codes)


def test_every_tactic_is_told_beside_the_columns():
    listed = COLUMNS.partition("Tactics are")[2].partition(";")[0]
    assert re.findall(r"`(\w+)`", listed) == list(schema.TACTICS)


@pytest.mark.parametrize("page", sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
def test_every_page_is_in_the_readme_and_short(page):
    assert f"*{page.title()}*" in README
    assert len((ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_every_link_between_documents_leads_somewhere():
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "SOURCES.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), (document.name, target)
