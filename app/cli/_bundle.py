"""Join our own modules to one plain script: a worker that is a module is not understood everywhere."""

import posixpath
import re
from pathlib import Path

IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
DECLARED = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
LISTED = re.compile(r"^export \{([^}]*)\};\n?", re.MULTILINE)


def bundle(static: Path, first: str) -> str:
    """Return ``first`` (a name below the static folder) and all that it imports as one classic script.

    Each module becomes a function of its own that is called once, those that are imported first. Only the
    forms that our modules have are understood; anything else raises ValueError.
    """
    made: dict[str, str] = {}
    _add(static, first, made, ())
    return '"use strict";\n' + "\n".join(made.values())


def _add(static: Path, name: str, made: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"{name} imports itself by way of others")
    text = (static / name).read_text("utf-8")
    taken = []
    for names, there in IMPORT.findall(text):
        other = posixpath.normpath(posixpath.join(posixpath.dirname(name), there))
        if other not in made:
            _add(static, other, made, (*above, name))
        taken.append(f"const {{{_renamed(names, ' as ')}}} = {_variable(other)};\n")
    given = DECLARED.findall(text) + [one for names in LISTED.findall(text) for one in _exported(names)]
    body = LISTED.sub("", DECLARED.sub("", IMPORT.sub("", text)))
    if re.search(r"^(?:import|export)\b|\bimport\(|\bimport\.meta\b", body, re.MULTILINE):
        raise ValueError(f"{name} has an import or export of another form")
    shown = ", ".join(given)
    made[name] = (
        f"// {name}\nconst {_variable(name)} = (() => {{\n{''.join(taken)}{body}\n"
        f"return {{ {shown} }};\n}})();\n"
    )


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name)


def _renamed(names: str, word: str) -> str:
    return ", ".join(one.strip().replace(word, ": ") for one in names.split(",") if one.strip())


def _exported(names: str) -> list[str]:
    pairs = [one.strip().split(" as ") for one in names.split(",") if one.strip()]
    return [": ".join(reversed(pair)) for pair in pairs]
