"""What pages read at their start: nothing of the libraries for polygons, which come in with the first look-up."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
POLYGONS = ("geopandas", "shapely", "pyogrio", "pyproj")


def imported_by(path):
    """The modules of ours that a script imports at its top."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dashboard"):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def loaded(code, *arguments):
    """Which libraries for polygons a fresh interpreter has loaded after running the code."""
    code += f"\nimport sys; print(*[name for name in {POLYGONS} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_no_page_imports_anything_for_polygons():
    """One interpreter for all pages: what none of them has loaded together, each alone has not."""
    pages = sorted((ROOT / "pages").glob("*.py"))
    modules = {page: {name for name in imported_by(page) if is_module(name)} for page in pages}
    assert all(modules.values())
    assert loaded(f"import {', '.join(sorted(set().union(*modules.values())))}") == []


def is_module(name):
    return (ROOT / f"{name.replace('.', '/')}.py").is_file()


ASK = """
import sys
from pathlib import Path
from dashboard.reference.lookup import current, locate, shapes
from dashboard.reference.places import find_place
home = Path(sys.argv[1])
assert find_place("M6A 1A3", home=home).precision == "postal_code"
assert locate([-79.4], [43.7], 2013, home).tolist() == [""]
assert shapes(home) == {}
"""


def test_places_are_looked_up_without_them_while_no_polygons_are_loaded(tmp_path):
    assert loaded(ASK, str(tmp_path)) == []
