"""Dyads as a graph in GraphML: nodes are actors, an edge is what one did to the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO
from xml.etree import ElementTree

from dragoman.atlas.atlas import Atlas
from dragoman.export.told import narrow_to_happened
from dragoman.store.desk import Desk

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"name": "string"}
_EDGE = {
    "events": "int",
    "symmetric": "int",
    "mean_score": "double",
    "verbal_cooperation": "int",
    "material_cooperation": "int",
    "verbal_conflict": "int",
    "material_conflict": "int",
    "first_day": "string",
    "last_day": "string",
}
_QUADS = ", ".join(f"sum(d.quad = '{name.replace('_', ' ')}')" for name in list(_EDGE)[3:7])


def write_graphml(desk: Desk, asked: Mapping[str, Any], file: BinaryIO) -> int:
    """Write a graph of the events that fit; returns the number of edges.

    An event counts once, however many stories tell it, and unless a factuality, a standing or claims are
    asked for only when the writer tells it as having happened. `symmetric` counts what was done on equal
    terms (a meeting), which stands in both directions.
    """
    where, values = desk.limit("events", **narrow_to_happened(asked))
    sql = (
        f"SELECT d.actor, d.recipient, count(*), sum(d.symmetric), avg(d.score), {_QUADS}, "
        "min(d.first_day), max(d.first_day) FROM dyads_once d JOIN events e USING (event) "
        f"JOIN stories s ON s.story = e.story WHERE {where} GROUP BY d.actor, d.recipient"
    )
    edges = desk.fetch(sql, values)
    atlas = Atlas.load()
    root = ElementTree.Element("graphml", xmlns=_SPACE)
    for target, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in fields.items():
            told = {"id": name, "for": target, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", told)
    graph = ElementTree.SubElement(root, "graph", id="dyads", edgedefault="directed")
    for code in sorted({code for edge in edges for code in edge[:2]}):
        entry = atlas.entry(code)
        node = ElementTree.SubElement(graph, "node", id=code)
        _put(node, "name", entry.name if entry else code)
    for actor, recipient, *figures in edges:
        edge = ElementTree.SubElement(graph, "edge", source=actor, target=recipient)
        for name, value in zip(_EDGE, figures, strict=True):
            _put(edge, name, value)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return len(edges)


def _put(element: ElementTree.Element, name: str, value: Any) -> None:
    if value is not None:
        ElementTree.SubElement(element, "data", key=name).text = str(value)
