// Draws a scene with MapLibre GL. Colours, marks and outlines follow feature states: a change of numbers paints anew
// and never lays out anew.

import { imageMark, imageName } from "./shapes.js";
import { styleOf } from "./style.js";

const REACH = 22; // pixels around a finger or pointer within which a mark is meant
const MARGIN = 18;
const CLEAR = 22; // twice the pixels in the middle of a mark that no name may cover
const cameras = new Map(); // where the reader left each scene, kept while the page is open

/** Resolves once MapLibre and its style sheet are there; asked for once. */
export async function loaded(vendor, root) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = vendor.css;
  const dressed = new Promise((done, fail) => Object.assign(sheet, { onload: done, onerror: fail }));
  root.prepend(sheet);
  window.dashboardMapLibre ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    Object.assign(script, { src: vendor.js, onload: done, onerror: fail });
    document.head.append(script);
  }).then(() => window.maplibregl.prewarm()); // its workers start while the data still arrive
  await Promise.all([dressed, window.dashboardMapLibre]);
}

export class MapPainter {
  zoomable = true;

  constructor(host, scene, hands, focus) {
    this.host = host;
    this.hands = hands;
    this.focus = focus;
    this.states = new Map();
    this.spotted = "";
    this.map = new window.maplibregl.Map({
      container: host,
      style: styleOf(scene),
      ...this.cameraOf(scene),
      attributionControl: false,
      cooperativeGestures: true,
      dragRotate: false,
      fadeDuration: 0,
      keyboard: false,
      locale: {
        "CooperativeGesturesHandler.MobileHelpText": scene.say.two_fingers,
        "CooperativeGesturesHandler.WindowsHelpText": scene.say.scroll,
        "CooperativeGesturesHandler.MacHelpText": scene.say.scroll_mac,
      },
      maxPitch: 0,
      maxZoom: 15,
      minZoom: 2.5,
      pitchWithRotate: false,
      renderWorldCopies: false,
    });
    this.drawn = scene.geometry;
    this.tellCamera();
    this.map.touchZoomRotate.disableRotation();
    this.listen();
  }

  listen() {
    const { map } = this;
    const canvas = map.getCanvas();
    canvas.tabIndex = -1;
    canvas.setAttribute("role", "presentation");
    canvas.removeAttribute("aria-label");
    map.on("styleimagemissing", ({ id }) => this.addImage(id));
    map.on("style.load", () => this.paint());
    map.on("mousemove", ({ point }) => this.hands.over(this.under(point)));
    map.on("mouseout", () => this.hands.over(-1));
    map.on("movestart", () => {
      this.host.dataset.camera = "moving";
      this.hands.over(-1);
    });
    map.on("click", ({ point, originalEvent }) => {
      const index = this.under(point);
      if (index >= 0 && originalEvent.detail < 2) this.hands.pick(index); // the second of two clicks zooms
    });
    map.on("moveend", ({ originalEvent }) => {
      if (originalEvent) this.left();
      if (this.moved) cameras.set(this.scene.camera, { center: map.getCenter(), zoom: map.getZoom() });
      this.tellCamera();
    });
    map.on("resize", () => this.moved || map.jumpTo(this.fitted(this.focus)));
    map.on("idle", () => (this.host.dataset.idle = "1"));
    map.on("render", () => (this.host.dataset.idle = ""));
  }

  /** West, south, east and north of what is in view. */
  inView() {
    return this.map.getBounds().toArray().flat();
  }

  /** Says on the element what part is in view, for whoever looks from outside. */
  tellCamera() {
    const { lng, lat } = this.map.getCenter();
    this.host.dataset.camera = [lng, lat, this.map.getZoom()].map((value) => value.toFixed(4)).join(" ");
  }

  show(scene) {
    const before = this.scene;
    this.scene = scene;
    if (this.drawn === scene.geometry) return this.paint();
    this.drawn = scene.geometry;
    this.states.clear();
    this.map.setStyle(styleOf(scene), { diff: false });
    if (before && before.camera !== scene.camera) this.map.jumpTo(this.cameraOf(scene));
  }

  /** Where a scene opens: at what is in view, else where the reader left it, else on all of it. */
  cameraOf(scene) {
    this.scene = scene;
    const left = this.focus ? null : cameras.get(scene.camera);
    this.moved = Boolean(left);
    if (left) return left;
    const box = scene.boxOf(this.focus);
    return this.map ? this.fitted(this.focus) : { bounds: box, fitBoundsOptions: { padding: MARGIN } };
  }

  fitted(focus) {
    return this.map.cameraForBounds(this.scene.boxOf(focus), { padding: MARGIN });
  }

  /** Goes to a view or a province and stays with it until the reader moves; the page's own changes take no time. */
  go(focus, duration = 450) {
    this.focus = focus;
    this.moved = false;
    this.map.easeTo({ ...this.fitted(focus), duration });
  }

  /** The reader has moved: what was in view no longer is. */
  left() {
    this.moved = true;
    if (!this.focus) return;
    this.focus = "";
    this.hands.moved();
  }

  /** The same scene in other shades. */
  shade() {
    this.paint();
  }

  /** Brings every place's state up to date; those that stay as they are cost nothing. */
  paint() {
    const { map, scene } = this;
    if (!map.getSource("marks")) return;
    scene.keys.forEach((key, i) => {
      const state = {
        step: Number(scene.classes[i] ?? 0),
        status: scene.statuses[i] ?? "",
        chosen: scene.selected.has(key),
        spotted: key === this.spotted,
      };
      const told = `${state.step}${state.status}${state.chosen}${state.spotted}`;
      if (this.states.get(key) === told) return;
      this.states.set(key, told);
      map.setFeatureState({ source: "marks", id: key }, state);
      if (map.getSource("areas")) map.setFeatureState({ source: "areas", id: key }, state);
    });
  }

  /** Draws what MapLibre has no image of yet: a mark, a mark with a count, a name. */
  addImage(id) {
    if (this.map.hasImage(id)) return;
    const { colours, say } = this.scene;
    const [shape, rest] = [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)];
    const status = say.statuses.find((entry) => entry[1] === shape)?.[0];
    const image = () => {
      if (shape === "clear") return new ImageData(CLEAR, CLEAR);
      if (!status) return imageName(rest, colours.text, colours.ground);
      return imageMark(shape, colours.status[status], colours.ground, Number(rest), colours.text);
    };
    this.map.addImage(id, image(), { pixelRatio: 2 });
  }

  /** The place under a point of the view, or -1. */
  under(point) {
    const { map, scene } = this;
    const layers = ["water", "areas"].filter((name) => map.getLayer(name));
    if (scene.view !== "offices" && scene.shapes.areas) {
      const [top] = map.queryRenderedFeatures(point, { layers });
      return top?.layer.id === "areas" ? scene.index(top.properties.k) : -1;
    }
    let [best, least] = [-1, REACH];
    scene.keys.forEach((_, i) => {
      if (!scene.shown(i)) return;
      const [x, y] = this.at(i);
      const far = Math.hypot(x - point.x, y - point.y);
      // Of places about equally near, the one that had something done to it lies on top and is meant.
      const price = far + (scene.statuses[i] === "0" ? 4 : 0);
      if (far < REACH && price < least) [best, least] = [i, price];
    });
    return best;
  }

  at(index) {
    const { x, y } = this.map.project(this.scene.spots[index]);
    return [x, y];
  }

  spot(index) {
    this.spotted = index < 0 ? "" : this.scene.keys[index];
    this.paint();
  }

  /** Moves the view only where the place is out of it, then calls back. */
  reveal(index, then) {
    const [x, y] = this.at(index);
    const { offsetWidth: width, offsetHeight: height } = this.host;
    const seen = x > 40 && x < width - 60 && y > 60 && y < height - 40;
    if (seen) return then();
    this.left();
    this.map.easeTo({ center: this.scene.spots[index], duration: 250 });
    this.map.once("moveend", then);
  }

  zoom(steps) {
    this.left();
    this.map.easeTo({ zoom: this.map.getZoom() + steps, duration: 250 });
  }

  remove() {
    this.map.remove();
  }
}
