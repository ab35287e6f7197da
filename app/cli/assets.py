"""`flask assets build`: what browsers and documents get, from node_modules and from our own small files."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.cli._app_icons import draw_icons
from app.cli._bundle import bundle
from app.config import ROOT, settings
from app.core.browser_files import browser_files
from app.core.fingerprint import fingerprint
from app.exports.typesetting import FONTS
from app.storage.browser_copies import keep_copies

group = AppGroup("assets", help="Make the files for the browser.")

FONT = (
    "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2"
)
VENDOR = {
    "client-zip/index.js": "client-zip.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "idb/build/index.js": "idb.js",
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    FONT: "atkinson-hyperlegible-next.woff2",
    "lucide-static/LICENSE": "lucide-licence.txt",
    "maplibre-gl/LICENSE.txt": "maplibre-licence.txt",
    "idb/LICENSE": "idb-licence.txt",
    "client-zip/LICENSE.txt": "client-zip-licence.txt",
}
PRINT = "@expo-google-fonts/atkinson-hyperlegible-next"
PRINT_FONTS = {
    **{
        f"{PRINT}/{name}/AtkinsonHyperlegibleNext_{name}.ttf": f"{name}.ttf"
        for name in ("400Regular", "700Bold", "800ExtraBold")
    },
    f"{PRINT}/LICENSE_FONT": "licence.txt",
}
LICENCE = "<!-- Lucide icons © Lucide Icons and Contributors, ISC License; the landscape is drawn by us -->"
FIRST = ("tokens.css", "base.css", "layout.css")
LAST = ("utilities.css", "print.css")


@group.command("build")
def build() -> None:
    """Copy from node_modules, join the style files and the worker, draw the signs, keep a copy of each."""
    static = Path(current_app.static_folder or "")
    modules = ROOT / "node_modules"
    if not modules.is_dir():
        raise click.ClickException("There is no node_modules folder; run `npm ci` first.")
    copy_vendor(modules, static / "vendor")
    copy_fonts(modules, FONTS)
    (static / "build").mkdir(exist_ok=True)
    (static / "build" / "haarvaten.css").write_text(join_styles(static), "utf-8")
    (static / "build" / "icons.svg").write_text(sprite(static / "icons", modules), "utf-8")
    (static / "build" / "worker.js").write_text(bundle(static, "js/worker/main.js"), "utf-8")
    draw_icons(static / "images" / "merk.svg", static / "build" / "icons")
    files = [*browser_files(static), *browser_files(static, later=True)]
    keep_copies(files, static, settings().data_dir / "assets", now_s=time.time())
    click.echo("The browser files are made.")


def copy_vendor(modules: Path, target: Path) -> None:
    """Copy the named files and nothing else; raises FileNotFoundError when a package moved one."""
    target.mkdir(exist_ok=True)
    for source, name in VENDOR.items():
        found = modules / source
        text = found.suffix in {".js", ".mjs", ".css"}
        if text:  # without the line that names a source map which is not shipped
            (target / name).write_text(
                re.sub(r"\n?/[/*]# sourceMappingURL=.*", "", found.read_text("utf-8")), "utf-8"
            )
        else:
            shutil.copyfile(found, target / name)


def copy_fonts(modules: Path, target: Path) -> None:
    """Copy the fonts of documents; raises FileNotFoundError when the package moved one."""
    target.mkdir(exist_ok=True)
    for source, name in PRINT_FONTS.items():
        shutil.copyfile(modules / source, target / name)


def style_files(styles: Path) -> Iterator[Path]:
    """Walk over the style files in the order of the cascade."""
    yield from (styles / name for name in FIRST)
    yield from sorted(styles.glob("components/*.css"))
    yield from sorted(styles.glob("patterns/*.css"))
    yield from (styles / name for name in LAST)


def join_styles(static: Path) -> str:
    """Return all style files as one small text; addresses in it carry the hash of their file."""
    joined = "\n".join(path.read_text("utf-8") for path in style_files(static / "css"))

    def with_hash(match: re.Match[str]) -> str:
        return f'url("{match[1]}?v={fingerprint(static / "build" / match[1])}")'

    return squeeze(re.sub(r'url\("(\.\./[^"]+)"\)', with_hash, joined))


def squeeze(css: str) -> str:
    """Take out comments and white space that mean nothing; texts between quotes hold neither."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};]) ?", r"\1", css)
    css = re.sub(r"([,:]) ", r"\1", css)
    return css.replace(";}", "}").strip() + "\n"


def sprite(icons: Path, modules: Path) -> str:
    """Return one SVG with a symbol per icon: Lucide's shapes named in lucide.txt, and our own drawings."""
    pairs = [
        line.split() for line in (icons / "lucide.txt").read_text("utf-8").splitlines() if line[:1] != "#"
    ]
    shapes = {ours: modules / "lucide-static" / "icons" / f"{theirs}.svg" for ours, theirs in pairs}
    shapes |= {path.stem: path for path in (icons / "own").glob("*.svg")}
    symbols = "".join(symbol(name, path.read_text("utf-8")) for name, path in sorted(shapes.items()))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{LICENCE}{symbols}</svg>\n'


def symbol(name: str, svg: str) -> str:
    """Return the inside of a drawing as a symbol; raises ValueError when there is no drawing in the text."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if inside is None:
        raise ValueError(f"no drawing for {name}")
    shape = re.sub(r"\s+", " ", inside[1]).replace("> <", "><").replace(" />", "/>").strip()
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{shape}</symbol>'
