// The marks of the statuses. A status is told by its shape and by its colour, on the map and in the legend alike.

const BOX = 24;
const LINE = 14;
const FONT = "'Source Sans', 'Source Sans Pro', system-ui, sans-serif";
const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  ring: "M12 6a6 6 0 1 0 .01 0z",
  triangle: "M12 4.5 20.2 18.7H3.8z",
  disc: "M12 4.8a7.2 7.2 0 1 0 .01 0z",
  square: "M5.4 5.4h13.2v13.2H5.4z",
  diamond: "M12 2.8 21.2 12 12 21.2 2.8 12z",
  cross: "M5 8.2 8.2 5 12 8.8 15.8 5 19 8.2 15.2 12 19 15.8 15.8 19 12 15.2 8.2 19 5 15.8 8.8 12z",
};
const HOLLOW = new Set(["ring", "triangle"]);

/** A shape as an SVG element, for the legend and for the map drawn as a picture. */
export function svgMark(shape, colour, ground) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[shape]);
  path.setAttribute("fill", HOLLOW.has(shape) ? ground : colour);
  path.setAttribute("stroke", HOLLOW.has(shape) ? colour : ground);
  path.setAttribute("stroke-width", HOLLOW.has(shape) ? 2.6 : 1.2);
  path.setAttribute("stroke-linejoin", "round");
  return path;
}

export function svgIcon(shape, colour, ground) {
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", `0 0 ${BOX} ${BOX}`);
  icon.setAttribute("aria-hidden", "true");
  icon.append(svgMark(shape, colour, ground));
  return icon;
}

/** A shape as pixels for MapLibre, at twice its size; with a count beside it where several offices share a spot. */
export function imageMark(shape, colour, ground, count, text) {
  const label = count > 1 ? String(count) : "";
  const side = label ? 9 + 7 * label.length : 0;
  const canvas = document.createElement("canvas");
  canvas.width = 2 * (BOX + 2 * side);
  canvas.height = 2 * BOX;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(2, 2);
  pen.lineJoin = "round";
  pen.translate(side, 0);
  if (label) drawCount(pen, label, side, colour, ground, text);
  drawShape(pen, new Path2D(PATHS[shape]), HOLLOW.has(shape), colour, ground);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function drawShape(pen, path, hollow, colour, ground) {
  pen.strokeStyle = ground;
  pen.lineWidth = hollow ? 5.4 : 3.4;
  pen.stroke(path);
  pen.fillStyle = hollow ? ground : colour;
  pen.fill(path);
  if (!hollow) return;
  pen.strokeStyle = colour;
  pen.lineWidth = 2.6;
  pen.stroke(path);
}

function drawCount(pen, label, side, colour, ground, text) {
  pen.beginPath();
  pen.roundRect(BOX - 8, 4.5, side + 5, 15, 7.5);
  pen.fillStyle = ground;
  pen.fill();
  pen.strokeStyle = colour;
  pen.lineWidth = 1.2;
  pen.stroke();
  pen.fillStyle = text;
  pen.font = `600 11px ${FONT}`;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  pen.fillText(label, BOX + side - 7, 12.4);
}

/** A name as pixels, in lines of readable length, legible on any ground. */
export function imageName(name, text, ground) {
  const lines = name.split(/(?<=—)|\s+/).reduce(fill, []);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const font = `500 12.5px ${FONT}`;
  pen.font = font;
  const width = Math.ceil(Math.max(...lines.map((line) => pen.measureText(line).width))) + 8;
  Object.assign(canvas, { width: 2 * width, height: 2 * (LINE * lines.length + 6) });
  pen.scale(2, 2);
  Object.assign(pen, { font, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 });
  Object.assign(pen, { strokeStyle: ground, fillStyle: text });
  for (const draw of ["strokeText", "fillText"]) {
    lines.forEach((line, i) => pen[draw](line, width / 2, 3 + LINE * (i + 0.5)));
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Adds a word to the last line while that stays short, else to a new one. */
function fill(lines, word) {
  const last = lines.at(-1);
  const joined = last?.endsWith("—") ? last + word : `${last} ${word}`;
  if (last === undefined || joined.length > 20) return [...lines, word];
  return [...lines.slice(0, -1), joined];
}
