// Charts: each `.chart` holds its Vega-Lite specification as JSON, and is drawn in the colours of the page.
"use strict";

(() => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();

  // Colours are named in specifications as var(--name).
  function paint(part) {
    if (typeof part === "string") {
      const named = /^var\((--[a-z-]+)\)$/.exec(part);
      return named ? colour(named[1]) : part;
    }
    if (Array.isArray(part)) return part.map(paint);
    if (part && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([k, v]) => [k, paint(v)]));
    return part;
  }

  function draw() {
    const config = {
      background: null,
      font: getComputedStyle(document.body).fontFamily,
      axis: { labelColor: colour("--soft"), titleColor: colour("--soft"), gridColor: colour("--line"), domainColor: colour("--line"), tickColor: colour("--line"), labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal" },
      legend: { labelColor: colour("--ink"), titleColor: colour("--soft"), labelFontSize: 12 },
      view: { stroke: null },
    };
    for (const chart of document.querySelectorAll(".chart")) {
      const place = chart.querySelector(".chart-place");
      const spec = paint(JSON.parse(chart.querySelector("script").textContent));
      vegaEmbed(place, { ...spec, config: { ...config, ...spec.config } }, {
        renderer: "svg", actions: false, defaultStyle: false, ast: true, expr: vega.expressionInterpreter,
        tooltip: { disableDefaultStyle: true },
        logLevel: vega.Error, // a layer without data is no cause for a warning
      }).catch((error) => { place.textContent = String(error.message); });
    }
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
