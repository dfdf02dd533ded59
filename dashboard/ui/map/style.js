// How a scene looks, in MapLibre's style language.

import { borders, letters, middles, widthOf } from "./tiles.js";

const FULL_TURN = 360;
const TILE = 512;
const LETTERS_TO = 6; // from this zoom on ridings have room for their own names soon

export function styleOf(scene) {
  const { shapes, colours, view } = scene;
  const tiles = view === "tiles";
  const sources = { marks: { type: "geojson", promoteId: "k", data: marksOf(scene) } };
  const layers = [{ id: "ground", type: "background", paint: { "background-color": tiles ? colours.ground : colours.water } }];
  if (shapes.land) {
    sources.land = { type: "geojson", data: shapes.land };
    layers.push({ id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land } });
  }
  if (shapes.areas) {
    sources.areas = { type: "geojson", promoteId: "k", data: shapes.areas };
    layers.push(...areaLayers(scene, tiles));
  }
  if (shapes.water) {
    sources.water = { type: "geojson", data: shapes.water };
    layers.push({ id: "water", type: "fill", source: "water", paint: { "fill-color": colours.water } });
  }
  if (shapes.land) {
    sources.letters = { type: "geojson", data: middles(shapes.land) };
    layers.push(borderLayer(colours), lettersLayer({ maxzoom: LETTERS_TO }, { "icon-anchor": "bottom", "icon-offset": [0, -6] }));
  }
  if (tiles) {
    sources.borders = { type: "geojson", data: borders(shapes.areas) };
    sources.letters = { type: "geojson", data: letters(shapes.areas, scene.say.provinces) };
    layers.push(...provinceLayers(colours, widthOf(shapes.areas)));
  }
  if (shapes.areas) layers.push(...outlineLayers(colours));
  layers.push(...markLayers(scene));
  return { version: 8, sources, layers };
}

function marksOf({ keys, spots, many, names, view }) {
  const features = keys.map((k, i) => ({
    type: "Feature",
    properties: { k, count: many[i], name: view === "offices" ? names[i].split(",")[0] : names[i] },
    geometry: { type: "Point", coordinates: spots[i] },
  }));
  return { type: "FeatureCollection", features };
}

const state = (name) => ["feature-state", name];
const when = (name, yes, no) => ["case", ["boolean", state(name), false], yes, no];

function stepColour({ colours }, blank) {
  const steps = colours.scale.flatMap((colour, i) => [i + 1, colour]);
  return ["match", ["coalesce", state("step"), 0], ...steps, blank];
}

function areaLayers(scene, tiles) {
  const { colours, view } = scene;
  if (view === "offices") {
    return [{ id: "areas-line", type: "line", source: "areas", minzoom: 5, paint: { "line-color": colours.outline, "line-width": 0.7, "line-opacity": 0.6 } }];
  }
  const faded = ["case", ["==", state("status"), "-"], 0.35, 1];
  const line = tiles ? colours.ground : colours.outline;
  return [
    {
      id: "areas",
      type: "fill",
      source: "areas",
      paint: { "fill-color": stepColour(scene, tiles ? colours.panel : colours.land), "fill-opacity": faded, "fill-antialias": !tiles },
    },
    {
      id: "areas-line",
      type: "line",
      source: "areas",
      paint: { "line-color": line, "line-width": tiles ? 1.5 : ["interpolate", ["linear"], ["zoom"], 4, 0.3, 8, 1] },
    },
  ];
}

function borderLayer(colours) {
  const opacity = ["interpolate", ["linear"], ["zoom"], 6, 0.9, 9, 0];
  return { id: "borders", type: "line", source: "land", paint: { "line-color": colours.outline, "line-width": 0.9, "line-opacity": opacity } };
}

function provinceLayers(colours, width) {
  return [
    { id: "borders", type: "line", source: "borders", layout: { "line-cap": "round" }, paint: { "line-color": colours.outline, "line-width": 1.6 } },
    lettersLayer({ minzoom: zoomAt(width, 8) }, { "icon-allow-overlap": true, "icon-ignore-placement": true }),
  ];
}

function lettersLayer(zooms, placing) {
  const layout = { "icon-image": ["concat", "name:", ["get", "name"]], ...placing };
  return { id: "letters", type: "symbol", source: "letters", layout, ...zooms };
}

function outlineLayers(colours) {
  const line = (id, name, colour, width) => ({
    id,
    type: "line",
    source: "areas",
    layout: { "line-join": "round" },
    paint: { "line-color": colour, "line-width": width, "line-opacity": when(name, 1, 0) },
  });
  return [
    line("chosen-edge", "chosen", colours.ground, 6),
    line("chosen", "chosen", colours.text, 3),
    line("spotted", "spotted", colours.accent, 4),
  ];
}

function markLayers(scene) {
  const { colours, view } = scene;
  const ring = (name, colour, width) => ({
    id: `ring-${name}`,
    type: "circle",
    source: "marks",
    paint: {
      "circle-color": "transparent",
      "circle-radius": 14,
      "circle-stroke-color": colour,
      "circle-stroke-width": when(name, width, 0),
    },
  });
  const layers = scene.say.statuses.map(([status, shape], number) => ({
    id: `mark-${status}`,
    type: "symbol",
    source: "marks",
    minzoom: status === "none" ? blankFrom(scene) : 0,
    layout: {
      "icon-image": ["concat", `${shape}:`, ["to-string", ["get", "count"]]],
      "icon-size": markSize(scene, status === "none"),
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    },
    paint: { "icon-opacity": ["case", ["==", state("status"), String(number)], 1, 0] },
  }));
  layers.sort((one, other) => rank(one) - rank(other));
  const dots = view === "ridings" && !scene.shapes.areas ? [dotLayer(scene)] : [];
  const rings = view === "tiles" ? [] : [ring("chosen", colours.text, 3), ring("spotted", colours.accent, 3.5)];
  return [...dots, nameLayer(scene), clearLayer(layers[0].minzoom), ...layers, ...rings];
}

/** Keeps names off the middle of every mark: what lies on top is placed first. */
function clearLayer(minzoom) {
  const layout = { "icon-image": "clear:", "icon-allow-overlap": true, "icon-padding": 0 };
  return { id: "clear", type: "symbol", source: "marks", minzoom, layout };
}

/** Names under the marks, once there is room: never over a mark or another name. */
function nameLayer({ view, shapes }) {
  return {
    id: "names",
    type: "symbol",
    source: "marks",
    minzoom: view === "tiles" ? zoomAt(widthOf(shapes.areas), 90) : view === "offices" ? 9 : 7.5,
    layout: { "icon-image": ["concat", "name:", ["get", "name"]], "icon-anchor": "top", "icon-offset": [0, 12], "icon-padding": 1 },
    paint: { "icon-opacity": ["case", ["==", state("status"), "-"], 0, 1] },
  };
}

/** The zoom from which there is room to mark also places where nothing was done. */
function blankFrom({ view, shapes }) {
  return { offices: 0, ridings: 6, tiles: view === "tiles" ? zoomAt(widthOf(shapes.areas), 15) : 0 }[view];
}

const ORDER = ["none", "other", "attempted", "called", "postered", "called_and_postered"];
const rank = (layer) => ORDER.indexOf(layer.id.slice("mark-".length));

/** Where no polygons are loaded, a riding is a disc at its centre, in the colour of its step. */
function dotLayer(scene) {
  return {
    id: "dots",
    type: "circle",
    source: "marks",
    paint: {
      "circle-color": stepColour(scene, scene.colours.land),
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 3.5, 3.5, 6, 8, 10, 15],
      "circle-stroke-color": scene.colours.outline,
      "circle-stroke-width": 0.8,
    },
  };
}

/** Marks grow with the zoom; on tiles they keep their share of the hexagon. A count must stay readable. */
function markSize({ view, shapes }, blank) {
  if (view === "tiles") {
    const width = widthOf(shapes.areas);
    const sizes = blank ? [0.25, 0.8] : [0.32, 1.2]; // a size of 1 is 24 pixels
    return ["interpolate", ["exponential", 2], ["zoom"], zoomAt(width, 14), sizes[0], zoomAt(width, 57), sizes[1]];
  }
  const stops = view === "offices" ? [3.5, 0.45, 6, 0.65, 9, 0.95, 12, 1.15] : [3.5, 0.4, 6, 0.6, 9, 0.95];
  const sized = (size) => ["case", [">", ["get", "count"], 1], Math.max(size, 0.85), blank ? size * 0.75 : size];
  return ["interpolate", ["linear"], ["zoom"], ...stops.map((stop, i) => (i % 2 ? sized(stop) : stop))];
}

/** The zoom at which a width in map units has this many pixels. */
function zoomAt(width, pixels) {
  return Math.log2((pixels * FULL_TURN) / (width * TILE));
}
