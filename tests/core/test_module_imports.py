"""A page asks for all modules of its scripts at once."""

import re

from app.core.browser_files import STATIC
from app.core.fingerprint import modules
from app.core.module_imports import imports_of
from tests.personas import sign_in


def test_all_that_is_imported_is_named_once_and_nothing_that_comes_later(tmp_path):
    (tmp_path / "js" / "lib").mkdir(parents=True)
    texts = {
        "js/first.js": 'import "./second.js";\nimport { a } from "./lib/third.js";\nimport("./later.js");\n',
        "js/second.js": 'import { b } from "./lib/third.js";\nimport "./first.js";\n',
        "js/lib/third.js": 'export { c } from "../../vendor/lent.js";\nimport { d } from "./fourth.js";\n',
        "js/lib/fourth.js": 'const text = "import ./no.js";\n',
        "vendor/lent.js": "export const c = 1;\n",
    }
    (tmp_path / "vendor").mkdir()
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    found = imports_of(tmp_path, "js/first.js", "1")
    assert found == ("js/second.js", "js/lib/third.js", "vendor/lent.js", "js/lib/fourth.js")


def test_every_import_of_our_modules_is_a_file_that_is_served():
    served = set(modules(STATIC))
    for name in served:
        assert set(imports_of(STATIC, name, "1")) <= served, name


def test_a_page_names_each_module_once_before_the_script_that_needs_it(client, anna):
    sign_in(client, anna)
    page = client.get("/versturen").text
    early = re.findall(r'<link rel="modulepreload" href="([^"]+)">', page)
    assert len(early) == len(set(early)) > 30
    assert client.get(early[0]).status_code == 200
    script = page.index(
        'src="' + next(one for one in re.findall(r'src="([^"]+)"', page) if "outbox-list" in one)
    )
    assert page.index(next(one for one in early if "offline/store.js" in one)) < script
