// Draws a scene as one SVG picture, for browsers without WebGL: no zoom, the same places, colours and keys.

import { svgMark } from "./shapes.js";

const SVG = "http://www.w3.org/2000/svg";
const SCALE = 100; // picture units in one map unit
const MARGIN = 0.2;

/** A scene as it is in view, for a file: its drawing, size and legend. */
export function still(scene, focus, box, width, height) {
  const host = document.createElement("div");
  const painter = new PicturePainter(host, scene, { pick() {}, over() {} }, focus, box);
  painter.show(scene);
  const { svg } = painter;
  svg.removeAttribute("style");
  Object.entries({ width, height, preserveAspectRatio: "xMidYMid slice" }).forEach(([name, value]) => svg.setAttribute(name, value));
  const ground = make("rect", { width, height, fill: scene.view === "tiles" ? scene.colours.ground : scene.colours.water });
  return { nodes: [ground, svg], width, height, legend: [...(scene.statuses ? statusItems(scene) : []), ...stepItems(scene)] };
}

function statusItems({ say, counts, colours, number }) {
  return say.statuses.map(([status, shape, name], i) => ({
    mark: svgMark(shape, colours.status[status], colours.ground),
    text: `${name} ${number.format(counts[i] ?? 0)}`,
  }));
}

function stepItems({ scale, colours, day }) {
  const title = day ? `${scale.title}, ${day}` : scale.title;
  const items = scale.labels.map((label, i) => [colours.scale[i], label]);
  return items.map(([fill, label], i) => ({
    mark: make("rect", { x: 2, y: 4, width: 18, height: 16, fill, stroke: colours.outline }),
    text: i ? label : `${title}: ${label}`,
  }));
}

export class PicturePainter {
  zoomable = false;

  constructor(host, scene, hands, focus, box) {
    this.host = host;
    this.box = box; // what is in view, where that is no view of the scene's
    this.svg = host.appendChild(make("svg", { role: "presentation" }));
    const index = (event) => this.scene.index(event.target.closest("[data-key]")?.dataset.key);
    this.svg.addEventListener("click", (event) => index(event) >= 0 && hands.pick(index(event)));
    this.svg.addEventListener("mousemove", (event) => hands.over(index(event)));
    this.svg.addEventListener("mouseleave", () => hands.over(-1));
    this.spotted = "";
    this.focus = focus;
  }

  show(scene) {
    this.scene = scene;
    const [west, south, east, north] = this.box ?? scene.boxOf(this.focus);
    const [left, top] = onPaper([west - MARGIN, north + MARGIN]);
    const [right, bottom] = onPaper([east + MARGIN, south - MARGIN]);
    this.svg.setAttribute("viewBox", `${left} ${top} ${right - left} ${bottom - top}`);
    this.svg.style.background = scene.view === "tiles" ? scene.colours.ground : scene.colours.water;
    this.svg.replaceChildren(...this.grounds(scene), ...this.areas(scene), ...this.waters(scene), ...this.marks(scene));
    this.host.dataset.idle = "1";
  }

  grounds({ shapes, colours }) {
    return (shapes.land?.features ?? []).map((part) =>
      make("path", { d: outline(part.geometry), fill: colours.land, stroke: colours.outline, "stroke-width": 1 }),
    );
  }

  /** The same scene in other shades: nothing is drawn anew. */
  shade() {
    this.svg.querySelectorAll("path[data-key]").forEach((path) => path.setAttribute("fill", this.fill(path.dataset.key)));
  }

  fill(key) {
    const { classes, colours } = this.scene;
    const step = Number(classes[this.scene.index(key)] ?? 0);
    return step ? colours.scale[step - 1] : colours.panel;
  }

  areas(scene) {
    if (scene.view === "offices") return [];
    const { colours } = scene;
    return (scene.shapes.areas?.features ?? []).map((area) => {
      const key = area.properties.k;
      const marked = scene.selected.has(key) || key === this.spotted;
      return make("path", {
        d: outline(area.geometry),
        fill: this.fill(key),
        stroke: marked ? colours.text : colours.outline,
        "stroke-width": marked ? 6 : 0.6,
        "data-key": key,
      });
    });
  }

  /** Boundaries run out to sea: water goes over them. */
  waters({ shapes, colours, view }) {
    const parts = view === "tiles" ? [] : (shapes.water?.features ?? []);
    return parts.map((part) => make("path", { d: outline(part.geometry), fill: colours.water }));
  }

  marks(scene) {
    const [west, , east] = this.box ?? scene.boxOf(this.focus);
    const size = ((east - west) * SCALE) / (scene.view === "tiles" ? 1100 : 1700);
    return scene.keys.flatMap((key, i) => {
      const status = scene.say.statuses[scene.statuses[i]];
      if (!status) return [];
      const [x, y] = onPaper(scene.spots[i]);
      const group = make("g", { transform: `translate(${x} ${y}) scale(${size}) translate(-12 -12)`, "data-key": key });
      group.append(svgMark(status[1], scene.colours.status[status[0]], scene.colours.ground));
      if (scene.selected.has(key) || key === this.spotted) {
        group.append(make("circle", { cx: 12, cy: 12, r: 14, fill: "none", stroke: scene.colours.text, "stroke-width": 3 }));
      }
      return [group];
    });
  }

  at(index) {
    const [x, y] = onPaper(this.scene.spots[index]);
    const spot = new DOMPoint(x, y).matrixTransform(this.svg.getScreenCTM());
    const box = this.host.getBoundingClientRect();
    return [spot.x - box.left, spot.y - box.top];
  }

  spot(index) {
    const key = index < 0 ? "" : this.scene.keys[index];
    if (key === this.spotted) return;
    this.spotted = key;
    this.show(this.scene);
  }

  reveal(index, then) {
    then();
  }

  zoom() {}

  /** Draws a view or a province alone; a picture can't be moved otherwise. */
  go(focus) {
    this.focus = focus;
    this.show(this.scene);
  }

  remove() {
    this.svg.remove();
  }
}

/** Map units to picture units, drawn true as MapLibre does. */
function onPaper([x, y]) {
  const upright = (Math.asinh(Math.tan((y * Math.PI) / 180)) * 180) / Math.PI;
  return [round(x * SCALE), round(-upright * SCALE)];
}

function outline({ type, coordinates }) {
  const rings = type === "Polygon" ? coordinates : coordinates.flat();
  return rings.map((ring) => `M${ring.map((point) => onPaper(point).join(" ")).join("L")}Z`).join("");
}

const round = (value) => Math.round(value * 100) / 100;

function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}
