"""The catalogues of translations, kept in step with the code: ``python -m dashboard.messages``.

Two kinds of text go in: what is marked with ``_``, ``n`` or ``N_``, and, with the context ``sentence``, the sentences
that lower layers write in English (assigned to one of ``SENTENCE_NAMES``), whose values become placeholders.
"""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dashboard.words import DOMAIN, FOLDER, LANGUAGES, SENTENCE

SENTENCE_NAMES = frozenset({"message", "reason", "doubt", "sentence"})
"""Names of variables and arguments that hold one sentence for a person."""

_PACKAGE = Path(__file__).parent
_KEYWORDS = {"_": None, "N_": None, "n": (1, 2), "NN_": (1, 2)}
_UPPER_LAYERS = frozenset({"ui", "words.py", "messages.py"})
_A_SENTENCE = re.compile(r"[A-Z{].*[a-z} ].*", re.DOTALL)
_SHORTEST = 12


def template() -> Catalog:
    """Every text of the code that a person may read, without translations."""
    catalog = Catalog(domain=DOMAIN, project="dashboard", fuzzy=False)
    for path in _sources():
        place = path.relative_to(_PACKAGE.parent).as_posix()
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, keywords=_KEYWORDS):
                catalog.add(message, locations=[(place, 0)])
        if not _UPPER_LAYERS.intersection(path.parts):
            for sentence in sentences(path.read_text(encoding="utf-8")):
                catalog.add(sentence, locations=[(place, 0)], context=SENTENCE)
    return catalog


def sentences(source: str) -> Iterator[str]:
    """The sentences in a module's source, with ``{placeholders}`` where values stand."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Return) or _holds_a_sentence(node):
            yield from _texts(node.value)


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
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=120, sort_output=True, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(read(language)))
        for message in missing(catalog):
            print(f"{language}: {message}")  # noqa: T201 - a command's output


def _sources() -> list[Path]:
    pages = next(folder for folder in (_PACKAGE.parent / "pages", _PACKAGE / "_pages") if folder.is_dir())
    return sorted(path for path in [*_PACKAGE.rglob("*.py"), *pages.glob("*.py")] if "migrations" not in path.parts)


def _holds_a_sentence(node: ast.AST) -> TypeGuard[ast.Assign | ast.AnnAssign | ast.keyword]:
    if isinstance(node, ast.keyword):
        return node.arg in SENTENCE_NAMES
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id in SENTENCE_NAMES for target in targets)


def _texts(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant | ast.JoinedStr):
        text = _template(node)
        if len(text) >= _SHORTEST and " " in text and _A_SENTENCE.fullmatch(text):
            yield text


def _template(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    used: list[str] = []
    parts = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            name = _name(part.value)
            used.append(name)
            parts.append(f"{{{name}{used.count(name) if used.count(name) > 1 else ''}}}")
        elif isinstance(part, ast.Constant):
            parts.append(str(part.value))
    return "".join(parts)


def _name(node: ast.expr) -> str:
    names = [found.id for found in ast.walk(node) if isinstance(found, ast.Name)]
    return names[0].strip("_").lower() if names and names[0].strip("_") else "value"


def _complete(translation: str | tuple[str, ...] | list[str]) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)


if __name__ == "__main__":
    main()
