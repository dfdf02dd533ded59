// What helps to find one's way among the tiles: lines between the provinces, and their letters beside them.

const near = (value) => Math.round(value * 50);
const spot = ([x, y]) => `${near(x)} ${near(y)}`;
const provinceOf = (area) => area.properties.k.split(":")[1].slice(0, 2);

/** The edges of tiles that have no tile of the same province on their other side, as lines. */
export function borders(areas) {
  const edges = new Map();
  for (const area of areas.features) {
    const ring = area.geometry.coordinates[0];
    for (let i = 1; i < ring.length; i += 1) {
      const edge = [spot(ring[i - 1]), spot(ring[i])].sort().join(" ") + provinceOf(area);
      if (!edges.delete(edge)) edges.set(edge, [ring[i - 1], ring[i]]);
    }
  }
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: [...edges.values()] } };
}

/** Each province's letters at a free place next to its tiles; a province that others surround has none. */
export function letters(areas, names) {
  const tiles = areas.features.map((area) => ({ province: provinceOf(area), at: centre(area) }));
  const taken = tiles.map(({ at }) => at);
  const width = widthOf(areas);
  const features = [...new Set(tiles.map((tile) => tile.province))].flatMap((province) => {
    const own = tiles.filter((tile) => tile.province === province).map((tile) => tile.at);
    const place = freePlace(own, taken, width);
    if (!place) return [];
    taken.push(place);
    return [{ type: "Feature", properties: { name: names[province] ?? "" }, geometry: { type: "Point", coordinates: place } }];
  });
  return { type: "FeatureCollection", features };
}

/** Each province's letters in the middle of its largest piece of land. */
export function middles(land) {
  const features = land.features.map(({ properties, geometry }) => {
    const pieces = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const [largest] = pieces.map(([ring]) => weighed(ring)).sort((one, other) => other.area - one.area);
    return { type: "Feature", properties: { name: properties.p }, geometry: { type: "Point", coordinates: largest.at } };
  });
  return { type: "FeatureCollection", features };
}

/** The size of a ring and its centre of gravity. */
function weighed(ring) {
  let [area, across, up] = [0, 0, 0];
  for (let i = 1; i < ring.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    across += ((x0 + x1) * cross) / 6;
    up += ((y0 + y1) * cross) / 6;
  }
  return { area: Math.abs(area), at: [across / area, up / area] };
}

export function widthOf(areas) {
  const ring = areas.features[0].geometry.coordinates[0].map(([x]) => x);
  return Math.max(...ring) - Math.min(...ring);
}

function freePlace(own, taken, width) {
  const middle = [0, 1].map((axis) => own.reduce((sum, at) => sum + at[axis], 0) / own.length);
  let [best, least] = [null, Infinity];
  for (const [x, y] of own) {
    for (let turn = 0; turn < 12; turn += 1) {
      const place = [x + width * Math.sin((turn * Math.PI) / 6), y + width * Math.cos((turn * Math.PI) / 6)];
      const crowd = taken.filter((at) => distance(at, place) < 1.3 * width).length;
      const closest = Math.min(...taken.map((at) => distance(at, place)));
      const cost = distance(place, middle) + 0.6 * width * crowd;
      if (closest > 0.97 * width && cost < least) [best, least] = [place, cost];
    }
  }
  return best;
}

function centre(area) {
  const ring = area.geometry.coordinates[0].slice(1);
  return [0, 1].map((axis) => ring.reduce((sum, at) => sum + at[axis], 0) / ring.length);
}

function distance(one, other) {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}
