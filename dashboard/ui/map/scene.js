// What is to be drawn: the data of one run of the page, joined with the shapes, names and words it refers to.

export const WHOLE = "canada"; // the view of all there is

const answers = new Map();

/** JSON from an address that names its content, asked for once. */
export function fetched(url) {
  if (!url) return Promise.resolve(null);
  if (!answers.has(url)) {
    const answer = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => answers.delete(url));
    answers.set(url, answer);
  }
  return answers.get(url);
}

export async function sceneOf(data, element) {
  const addresses = [data.manner, data.places, data.shapes.areas, data.shapes.land, data.shapes.water];
  const [say, places, areas, land, water] = await Promise.all(addresses.map(fetched));
  return new Scene(data, say, places, { areas, land, water }, element);
}

class Scene {
  constructor(data, say, places, shapes, element) {
    const dark = isDark(getComputedStyle(element).getPropertyValue("--st-background-color"));
    this.view = data.view;
    this.title = data.title;
    this.note = data.note;
    this.scale = data.scale;
    this.counts = data.counts;
    this.classes = data.classes;
    this.statuses = data.statuses;
    this.amounts = data.amounts ? data.amounts.split(",") : [];
    this.timeline = data.timeline;
    this.selected = new Set(data.selected);
    this.say = data.timeline ? { ...say, none: data.timeline.say.none } : say;
    this.number = new Intl.NumberFormat(say.language, { maximumSignificantDigits: 4 });
    this.colours = say.colours[dark ? "dark" : "light"];
    this.shapes = shapes;
    this.keys = places.keys;
    this.names = places.names;
    this.many = places.counts;
    this.spots = data.view === "tiles" ? centres(shapes.areas, places) : places.x.map((x, i) => [x, places.y[i]]);
    this.bounds = data.bounds.length ? data.bounds : boundsOf(shapes.areas);
    // Another scene means other shapes or colours; within one, only numbers change.
    this.id = [data.scene, dark ? "dark" : "light", say.language].join(" ");
    this.geometry = [data.places, ...Object.values(data.shapes), this.id].join(" ");
    // Other days, numbers or words of a timeline; the day that is shown is no part of it.
    this.daysId = data.timeline ? JSON.stringify([this.id, { ...data.timeline, at: "" }]) : "";
    // Ridings and offices lie on the same ground: the reader stays where they are when they change between them.
    this.camera = data.view === "tiles" ? data.scene : "ground";
  }

  get size() {
    return this.keys.length;
  }

  /** Width to height of what there is to see, with room around it. */
  get aspect() {
    const [west, south, east, north] = this.bounds;
    return ((east - west + 1) / (north - south + 1)).toFixed(2);
  }

  /** West, south, east and north of a view, of a province's abbreviation, or of all there is. */
  boxOf(focus) {
    const zoom = this.say.zooms.find(({ id }) => id === focus);
    if (this.view !== "tiles") {
      if (zoom?.box.length) return zoom.box;
      const land = this.shapes.land?.features.filter((part) => part.properties.p === focus) ?? [];
      return land.length ? boundsOf({ features: land }) : this.bounds;
    }
    const keys = new Set(zoom?.ridings);
    const inside = ({ properties: { k } }) => keys.has(k) || this.say.provinces[k.slice(5, 7)] === focus;
    const tiles = this.shapes.areas.features.filter(inside);
    return tiles.length ? boundsOf({ features: tiles }) : this.bounds;
  }

  /** Shows a step of the timeline: all places have the shades of its frame, of the day that is written so. */
  turn(step, day) {
    this.day = day;
    const { frames, touched } = this.timeline;
    const frame = frames.slice(step * touched.length, (step + 1) * touched.length);
    this.classes = new Array(this.size).fill("0");
    touched.forEach((place, i) => (this.classes[place] = frame[i]));
  }

  index(key) {
    this.numbers ??= new Map(this.keys.map((name, i) => [name, i]));
    return this.numbers.get(key) ?? -1;
  }

  /** Whether the filters leave this place in. */
  shown(index) {
    return this.statuses[index] !== "-" || this.view !== "offices";
  }

  kind(index) {
    return this.view !== "offices" ? "riding" : this.many[index] > 1 ? "place" : "office";
  }

  /** A place's name and what there is to say about it, as text. */
  told(index) {
    const facts = [];
    const status = this.say.statuses[this.statuses[index]];
    if (status) facts.push(status[2]);
    if (this.timeline) {
      facts.push(`${this.scale.title}: ${this.scale.labels[this.classes[index] - 1] ?? this.say.none}`);
    } else if (this.amounts.length) {
      const amount = this.amounts[index];
      facts.push(`${this.scale.title}: ${amount ? this.number.format(Number(amount)) : this.say.none}`);
    }
    return { name: this.names[index], facts };
  }
}

function isDark(colour) {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.fillStyle = colour.trim() || "#fff";
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

function centres(areas, places) {
  const found = new Map(areas.features.map((area) => [area.properties.k, middle(boundsOf({ features: [area] }))]));
  return places.keys.map((key, i) => found.get(key) ?? [places.x[i], places.y[i]]);
}

function middle([west, south, east, north]) {
  return [(west + east) / 2, (south + north) / 2];
}

export function boundsOf(areas) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (part) => {
    if (typeof part[0] !== "number") return part.forEach(take);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  };
  areas.features.forEach((area) => take(area.geometry.coordinates));
  return box;
}
