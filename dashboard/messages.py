"""The catalogues of translations, kept in step with the code: ``python -m dashboard.messages``.

Two kinds of text go in: what is marked with ``_``, ``n`` or ``N_``; and, with the context ``sentence``, what lower
layers write in English and a page may show, found by its look: a whole sentence, or a part that is put into one.
Values become the placeholders ``{1}``, ``{2}`` and so on.
"""

import ast
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dashboard.translation import DOMAIN, FOLDER, LANGUAGES, SENTENCE

PART_NAMES = frozenset({"do", "how", "kind", "meant", "more", "perhaps", "told", "what", "where", "why"})
"""Names of variables that hold a part of a sentence."""

_PACKAGE = Path(__file__).parent
_KEYWORDS = {"_": None, "N_": None, "n": (1, 2), "NN_": (1, 2)}
_OTHERS = ("app.py", "charts", "cli", "exports/packet", "folder.py", "guard.py", "ingest/answers.py", "maps",
           "messages.py", "planning/reasons.py", "planning/scripts.py", "serve.py", "store/doctor.py",
           "store/schema.py", "ui", "words.py")  # fmt: skip
"""Where texts are marked, or only read on a terminal."""

_SENTENCE = re.compile(r"(?:[A-Z]|\{\w+\}).*\w.*[.?]", re.DOTALL)
_PART = re.compile(r"[\w{][^<>\\\[\]|=*]*", re.DOTALL)
_THING = re.compile(r"(?:a|an|the) [A-Za-z][\w '-]+")
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_PLACEHOLDER = re.compile(r"\{\w+\}")


def template() -> Catalog:
    """Every text of the code that a person may read, without translations."""
    catalog = Catalog(domain=DOMAIN, project="dashboard", fuzzy=False)
    for path in _sources():
        place = path.relative_to(_PACKAGE if path.is_relative_to(_PACKAGE) else _PACKAGE.parent).as_posix()
        source = path.read_bytes()
        for _line, message, _comments, _context in extract("python", io.BytesIO(source), keywords=_KEYWORDS):
            catalog.add(message, locations=[(place, 0)])
        if not place.startswith((*_OTHERS, "pages")):
            for text in sentences(source.decode("utf-8")):
                catalog.add(text, locations=[(place, 0)], context=SENTENCE)
    return catalog


def sentences(source: str) -> list[str]:
    """The sentences and their parts in a module's source, with ``{placeholders}`` where values stand."""
    tree = ast.parse(source)
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    inner = {id(part) for node in ast.walk(tree) for part in _not_for_people(node)}
    parts = {id(text) for node in ast.walk(tree) for text in _parts(node)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in inner:
            text = _template(node, constants)
            if _is_sentence(text) or _THING.fullmatch(text) or (id(node) in parts and _is_part(text)):
                found.append(text)
    return list(dict.fromkeys(found))


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language is kept, to be edited by translators."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The catalogue of one language as it is on disk, empty when there is none."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, project="dashboard", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def updated(language: str) -> Catalog:
    """The catalogue of one language with the code's texts of today; what the code no longer says is dropped."""
    catalog = read(language)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    if language == "en":
        for message in catalog:
            message.string = message.id
    return catalog


def write(catalog: Catalog, language: str) -> None:
    """Keeps a catalogue and what is compiled from it; equal catalogues give equal bytes."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.header_comment = f"# Texts of the dashboard in {LANGUAGES[language]}."
    catalog.creation_date = catalog.revision_date = _NO_TIME
    catalog.last_translator = catalog.language_team = ""
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True)
    path.with_suffix(".mo").write_bytes(compiled(read(language)))


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the .mo file of a catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Texts of a catalogue that are not translated, or only guessed."""
    return [str(message.id) for message in catalog if message.id and (message.fuzzy or not _complete(message.string))]


def main() -> None:
    """Bring every catalogue up to date and tell what waits for a translator."""
    for language in LANGUAGES:
        catalog = updated(language)
        write(catalog, language)
        for message in missing(catalog):
            print(f"{language}: {message}")  # noqa: T201 - a command's output


def _sources() -> list[Path]:
    pages = next(folder for folder in (_PACKAGE.parent / "pages", _PACKAGE / "_pages") if folder.is_dir())
    return sorted(path for path in [*_PACKAGE.rglob("*.py"), *pages.glob("*.py")] if "migrations" not in path.parts)


def _not_for_people(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, the pieces of f-strings, and patterns."""
    if isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Call):
        called = str(getattr(node.func, "attr", getattr(node.func, "id", "")))
        if called == "compile" or "execute" in called:
            yield from ast.walk(node)


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """Texts that are put into a sentence: by the name they are given, or by being handed on to a function of ours."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in PART_NAMES:
        yield from _alternatives(node.value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("_"):
        for argument in node.args:
            yield from _alternatives(argument)


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _alternatives(node.body)
        yield from _alternatives(node.orelse)
    else:
        yield node


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.fullmatch(text)) and _PLACEHOLDER.sub("", text).strip().count(" ") >= 1


def _is_part(text: str) -> bool:
    own = _PLACEHOLDER.sub("", text)
    return bool(_PART.fullmatch(text)) and " " in text.strip() and sum(letter.isalpha() for letter in own) > 3  # noqa: PLR2004


def _template(node: ast.Constant | ast.JoinedStr, constants: Mapping[str, str]) -> str:
    places = count(1)
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
        return _PLACEHOLDER.sub(lambda _: f"{{{next(places)}}}", text)
    parts: list[str] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        elif isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) and part.value.id in constants:
            parts.append(constants[part.value.id])
        else:
            parts.append(f"{{{next(places)}}}")
    return "".join(parts)


def _complete(translation: str | tuple[str, ...] | list[str]) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)


if __name__ == "__main__":
    main()
