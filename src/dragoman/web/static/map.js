// The map: countries as shapes, no tiles; a filled circle where the place is known, a hollow one where only the country is.
"use strict";

(async () => {
  const place = document.getElementById("map");
  if (!place) return;
  const spots = JSON.parse(document.getElementById("map-data").textContent);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const COLOURS = { "verbal cooperation": "--coop-word", "material cooperation": "--coop-deed", "verbal conflict": "--conf-word", "material conflict": "--conf-deed" };
  const map = L.map(place, { attributionControl: false, scrollWheelZoom: false, minZoom: 1, maxZoom: 8, zoomSnap: 0.25, worldCopyJump: false, maxBounds: [[-75, -200], [88, 200]] }).setView([25, 15], 1.5);
  map.getContainer().setAttribute("aria-label", place.dataset.told);
  const world = await (await fetch(place.dataset.world)).json();
  // A border that crosses the 180th meridian goes on beyond it instead of running back around the world.
  function unwrap(ring) {
    for (let i = 1; i < ring.length; i++) {
      while (ring[i][0] - ring[i - 1][0] > 180) ring[i][0] -= 360;
      while (ring[i][0] - ring[i - 1][0] < -180) ring[i][0] += 360;
    }
    const west = Math.min(...ring.map((point) => point[0]));
    if (west < -180.5) for (const point of ring) point[0] += 360;
  }
  const shapes = topojson.feature(world, world.objects.countries).features.filter((one) => one.geometry && one.id !== "ATA");
  for (const { geometry } of shapes) {
    for (const piece of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) piece.forEach(unwrap);
  }
  const land = L.geoJSON(shapes, { interactive: false, style: () => ({ color: colour("--paper"), weight: 0.7, fillColor: colour("--line"), fillOpacity: 0.55 }) }).addTo(map);

  // The middle of a country's largest piece, where a circle for the whole of it stands.
  function middle(feature) {
    const pieces = feature.geometry.type === "Polygon" ? [feature.geometry.coordinates] : feature.geometry.coordinates;
    let best = null;
    for (const [ring] of pieces) {
      let area = 0, x = 0, y = 0;
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const cross = ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
        area += cross; x += (ring[j][0] + ring[i][0]) * cross; y += (ring[j][1] + ring[i][1]) * cross;
      }
      if (area && (!best || Math.abs(area) > best.area)) best = { area: Math.abs(area), spot: [y / (3 * area), x / (3 * area)] };
    }
    return best?.spot;
  }
  const middles = new Map(shapes.filter((one) => one.id && one.geometry).map((one) => [one.id, middle(one)]));
  const most = Math.max(...spots.map((spot) => spot.events), 1);
  const circles = [];
  const drawn = [];
  spots.forEach((spot, at) => {
    const where = spot.lat === null ? middles.get(spot.country) : [spot.lat, spot.lon];
    if (!where) return;
    const paint = colour(COLOURS[spot.quad]);
    const hollow = spot.lat === null;
    const circle = L.circleMarker(where, { radius: 3.5 + 16 * Math.sqrt(spot.events / most), color: paint, weight: hollow ? 2.2 : 1, dashArray: hollow ? "4 3" : null, fillColor: paint, fillOpacity: hollow ? 0 : 0.55 });
    circle.bindTooltip(spot.told);
    circle.bindPopup(head(spot), { maxWidth: 340, minWidth: 220, maxHeight: 300 });
    circle.on("popupopen", (event) => fill(spot, event.popup));
    circles[at] = circle;
    drawn.push([circle, hollow]);
  });
  // Country circles lie under the points, large ones under small ones.
  drawn.sort(([one, hollow], [other, also]) => also - hollow || other.options.radius - one.options.radius);
  for (const [circle] of drawn) circle.addTo(map);

  function head(spot) {
    const box = document.createElement("div");
    box.className = "spot";
    box.appendChild(document.createElement("h3")).textContent = spot.told;
    box.appendChild(document.createElement("div"));
    return box;
  }

  async function fill(spot, popup) {
    const body = popup.getElement().querySelector(".spot > div");
    if (body.childElementCount) return;
    const query = spot.lat === null ? `country=${encodeURIComponent(spot.country)}` : `place=${encodeURIComponent(spot.place_id)}`;
    await htmx.ajax("GET", `${place.dataset.place}&${query}`, { target: body, swap: "innerHTML" });
    popup.update();
  }

  const bounds = drawn.length ? L.latLngBounds(drawn.map(([circle]) => circle.getLatLng())).pad(0.15) : null;
  if (bounds && bounds.isValid() && drawn.length > 1) map.fitBounds(bounds, { maxZoom: 5 });
  document.addEventListener("mouseover", (event) => point(event, "openTooltip"));
  document.addEventListener("focusin", (event) => point(event, "openTooltip"));
  document.addEventListener("mouseout", (event) => point(event, "closeTooltip"));
  document.addEventListener("focusout", (event) => point(event, "closeTooltip"));
  function point(event, what) {
    const link = event.target.closest?.("[data-spot]");
    if (link) circles[Number(link.dataset.spot)]?.[what]();
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    land.setStyle({ color: colour("--paper"), fillColor: colour("--line") });
    spots.forEach((spot, at) => circles[at]?.setStyle({ color: colour(COLOURS[spot.quad]), fillColor: colour(COLOURS[spot.quad]) }));
  });
  place.dataset.ready = "yes";
})();
