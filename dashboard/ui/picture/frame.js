// What is printed around a drawing, so that it says by itself what it is: a title above, a legend and lines under it.

const SVG = "http://www.w3.org/2000/svg";
const FONT = "'Source Sans', 'Source Sans Pro', 'DejaVu Sans', sans-serif";
const PAD = 16;
const ACROSS = 0.55; // of the size of letters, how wide they are about

/** One SVG of a drawing ({nodes, width, height, legend}) with a title and lines of text. */
export function framed({ nodes, width, height, legend }, { title, lines }, { ground, ink }, letters) {
  const full = Math.max(Math.round(width), 320);
  const page = make("svg", { xmlns: SVG, "font-family": FONT });
  page.appendChild(make("style", {})).textContent = letters;
  const paper = page.appendChild(make("rect", { width: "100%", height: "100%", fill: ground }));
  let top = PAD;
  const write = (text, size, weight) => {
    for (const line of wrapped(text, (full - 2 * PAD) / (size * ACROSS))) {
      top += size * 1.3;
      const element = make("text", { x: PAD, y: top, fill: ink, "font-size": size, "font-weight": weight });
      element.textContent = line;
      page.append(element);
    }
  };
  write(title, 17, 600);
  top += PAD / 2;
  const group = page.appendChild(make("g", { transform: `translate(0 ${top})` }));
  group.append(...nodes);
  top += height + 4;
  top = listed(page, legend, top, full, ink);
  lines.forEach((line) => write(line, 12, 400));
  top += PAD;
  const size = { width: full, height: Math.round(top), viewBox: `0 0 ${full} ${Math.round(top)}` };
  Object.entries(size).forEach(([name, value]) => page.setAttribute(name, value));
  paper.setAttribute("height", Math.round(top));
  return page;
}

/** The legend's items ({mark, text}) in rows; where they end. */
function listed(page, legend, top, full, ink) {
  let [left, row] = [PAD, top];
  legend.forEach(({ mark, text }) => {
    const wide = 24 + text.length * 13 * ACROSS + 14;
    if (left > PAD && left + wide > full - PAD) [left, row] = [PAD, row + 22];
    const item = page.appendChild(make("g", { transform: `translate(${left} ${row})` }));
    const place = item.appendChild(make("g", { transform: "scale(0.75)" }));
    place.append(mark);
    const said = make("text", { x: 22, y: 14, fill: ink, "font-size": 13 });
    said.textContent = text;
    item.append(said);
    left += wide;
  });
  return legend.length ? row + 26 : top;
}

function wrapped(text, most) {
  return text.split(/\s+/).reduce((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > most) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}

export function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}
