"""Holds texts and catalogues together: every text has its Chinese, no translation is stale, placeholders agree.

Texts are: `_("…")` and `{% trans %}` in templates, `_("…")`, `N_("…")` and the messages of problems in Python, and
the titles of problems. The front end's strings carry both languages. `--missing` prints entries to fill in.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from vermilion.infra import errors
from vermilion.infra.locales import CONTEXT

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "vermilion"
CATALOGUES = SOURCE / "locales" / "zh_Hans"
STRINGS = ROOT / "frontend" / "src" / "strings.json"

PROBLEMS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.Problem)}
# Which argument of a call is a text.
CALLS = {"_": 0, "N_": 0, "gettext": 0, "ngettext": 0, "pgettext": 1} | dict.fromkeys(PROBLEMS, 1)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")

Texts = dict[str, str]  # a text (its singular) -> where it is said first
Translations = dict[str, tuple[str, list[str]]]  # a text -> where it is translated, and its forms


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    texts, translations = all_texts(), all_translations()
    if "--missing" in sys.argv:
        for text, place in sorted(texts.items(), key=lambda item: item[1]):
            if text not in translations:
                print(f'#: {place}\nmsgid {json.dumps(text, ensure_ascii=False)}\nmsgstr ""\n')
        return 0
    complaints = sorted([*complaints_of_catalogues(texts, translations), *complaints_of_strings()])
    print("\n".join(complaints) or f"{len(texts)} texts, all in Chinese")
    return 1 if complaints else 0


def complaints_of_catalogues(texts: Texts, translations: Translations) -> Iterator[str]:
    for text, place in texts.items():
        if text not in translations:
            yield f"{place}: no Chinese for {text!r}"
    for text, (place, forms) in translations.items():
        if text not in texts:
            yield f"{place}: nothing says {text!r} any more"
        for form in forms:
            yield from differing(place, text, form)


def complaints_of_strings() -> Iterator[str]:
    if not STRINGS.exists():
        return
    for key, pair in json.loads(STRINGS.read_text(encoding="utf-8")).items():
        place = f"{STRINGS.relative_to(ROOT)}: {key}"
        if set(pair) != {"en", "zh"} or not all(pair.values()):
            yield f"{place}: needs en and zh"
        else:
            yield from differing(place, pair["en"], pair["zh"])


def differing(place: str, text: str, form: str) -> Iterator[str]:
    if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(form)):
        yield f"{place}: placeholders of {text!r} and {form!r} differ"


def all_texts() -> Texts:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for line, text in texts_of_python(path):
            found[text].append(f"{path.relative_to(ROOT)}:{line}")
    for path in sorted((*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt"))):
        for line, text in texts_of_template(path):
            found[text].append(f"{path.relative_to(ROOT)}:{line}")
    for text in (*(vars(errors)[name].title for name in PROBLEMS), str(errors.NotFound()), str(errors.Doubtful())):
        found[text].append("src/vermilion/infra/errors.py")
    return {text: places[0] for text, places in found.items()}


def texts_of_python(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        position = CALLS.get(name, len(node.args))
        if position < len(node.args) and isinstance(text := getattr(node.args[position], "value", None), str):
            yield node.lineno, text


def texts_of_template(path: Path) -> Iterator[tuple[int, str]]:
    options = {"trimmed": "true", "silent": "false"}
    with path.open("rb") as file:
        for line, function, message, _ in babel_extract(file, ("_", "gettext", "ngettext", "pgettext"), (), options):
            parts = [part for part in (message if isinstance(message, tuple) else (message,)) if part]
            text = CONTEXT.join(parts[:2]) if function == "pgettext" else next(iter(parts), "")
            if text:
                yield line, text


def all_translations() -> Translations:
    found: Translations = {}
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_Hans", abort_invalid=True):
                if not message.id or message.fuzzy:
                    continue
                text = message.id if isinstance(message.id, str) else message.id[0]
                text = f"{message.context}{CONTEXT}{text}" if message.context else text
                forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
                if forms and all(forms):
                    found[text] = (f"{path.relative_to(ROOT)}:{message.lineno}", forms)
    return found


if __name__ == "__main__":
    sys.exit(main())
