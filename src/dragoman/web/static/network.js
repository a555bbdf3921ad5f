// The network: nodes stand where the server placed them; an edge leads to its dyad, a node to its actor.
"use strict";

(() => {
  const place = document.getElementById("network");
  if (!place) return;
  const { nodes, edges } = JSON.parse(document.getElementById("network-data").textContent);
  const told = document.getElementById("network-told");
  const hint = told.textContent;
  const style = () => getComputedStyle(document.documentElement);
  const LOOK = {
    "verbal cooperation": ["--coop-word", "dashed"],
    "material cooperation": ["--coop-deed", "solid"],
    "verbal conflict": ["--conf-word", "dashed"],
    "material conflict": ["--conf-deed", "solid"],
  };
  const narrow = place.clientWidth < 560;
  const [width, height] = narrow ? [420, 520] : [1000, 640];
  const most = Math.max(...edges.map((edge) => edge.events), 1);
  const busiest = Math.max(...nodes.map((node) => node.events), 1);

  const drawn = cytoscape({
    container: place,
    elements: [
      ...nodes.map((node) => ({ data: { id: node.code, ...node, size: 16 + 30 * Math.sqrt(node.events / busiest) }, position: { x: node.x * width, y: node.y * height } })),
      ...edges.map((edge, at) => ({ data: { id: `tie${at}`, source: edge.actor, target: edge.recipient, ...edge, width: 1 + 7 * Math.sqrt(edge.events / most) } })),
    ],
    layout: { name: "preset", fit: true, padding: 28 },
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    style: make(),
  });

  function make() {
    const colour = (name) => style().getPropertyValue(name).trim();
    return [
      { selector: "node", style: { label: "data(code)", width: "data(size)", height: "data(size)", "background-color": colour("--tint"), "border-color": colour("--soft"), "border-width": 1.2, color: colour("--ink"), "font-family": getComputedStyle(document.body).fontFamily, "font-size": 12, "font-weight": 600, "text-valign": "center", "text-outline-color": colour("--paper"), "text-outline-width": 2 } },
      { selector: "edge", style: { width: "data(width)", "curve-style": "bezier", "control-point-step-size": 26, "target-arrow-shape": "triangle", "arrow-scale": 0.8, opacity: 0.78 } },
      ...Object.entries(LOOK).map(([quad, [name, line]]) => ({ selector: `edge[quad = "${quad}"]`, style: { "line-color": colour(name), "target-arrow-color": colour(name), "line-style": line, "line-dash-pattern": [5, 4] } })),
      { selector: ".faded", style: { opacity: 0.1, "text-opacity": 0.25 } },
      { selector: "edge.near", style: { opacity: 1 } },
    ];
  }

  function light(some, words) {
    drawn.elements().addClass("faded");
    some.removeClass("faded").addClass("near");
    told.textContent = words;
    place.classList.add("pointing");
  }
  drawn.on("mouseover", "node", (event) => light(event.target.closedNeighborhood(), event.target.data("told")));
  drawn.on("mouseover", "edge", (event) => light(event.target.union(event.target.connectedNodes()), event.target.data("told")));
  drawn.on("mouseout", () => {
    drawn.elements().removeClass("faded near");
    told.textContent = hint;
    place.classList.remove("pointing");
  });
  drawn.on("tap", "node, edge", (event) => { location.href = event.target.data("href"); });
  document.querySelector(".zoom").addEventListener("click", (event) => {
    const by = event.target.dataset.zoom;
    if (by === "fit") drawn.fit(undefined, 28);
    else if (by) drawn.zoom({ level: drawn.zoom() * Number(by), renderedPosition: { x: place.clientWidth / 2, y: place.clientHeight / 2 } });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.style(make()));
  place.dataset.ready = "yes";
})();
