// The campaign's line under the map: its range, its limits, and a cursor at the day that is shown.

import { monthsBetween } from "./days.js";
import { element } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 100; // the picture's units from 0 to its upper limit
const ROOM_OF_A_MONTH = 76; // pixels that the name of a month takes

export class Line {
  constructor() {
    this.box = element("div", "line");
    this.plot = this.box.appendChild(element("div", "plot"));
    this.picture = this.plot.appendChild(document.createElementNS(SVG, "svg"));
    this.picture.setAttribute("preserveAspectRatio", "none");
    this.picture.setAttribute("aria-hidden", "true");
    this.limits = [0, 1].map(() => this.plot.appendChild(element("span", "limit")));
    this.cursor = this.plot.appendChild(element("div", "cursor"));
    this.months = this.box.appendChild(element("div", "months"));
    this.plot.setAttribute("role", "img");
    new ResizeObserver(() => this.writeMonths()).observe(this.box);
  }

  /** Draws a line and says its point; ``days`` are the first and the last of it. */
  show({ total, low, high, say }, days, write, number) {
    this.days = days;
    this.write = write;
    this.last = total.length - 1;
    const top = Math.max(...high, ...total) || 1;
    const drawn = (values) => (this.last ? values : [values[0], values[0]]).map((value, i) => `${i} ${(HIGH * (1 - value / top)).toFixed(2)}`);
    this.picture.setAttribute("viewBox", `0 0 ${this.last || 1} ${HIGH}`);
    const range = [...drawn(high), ...drawn(low).reverse()].join("L");
    this.picture.replaceChildren(path("range", `M${range}Z`), path("total", `M${drawn(total).join("L")}`));
    this.limits[0].textContent = number.format(top);
    this.limits[1].textContent = "0";
    this.plot.setAttribute("aria-label", say.line);
    this.writeMonths();
  }

  turn(step) {
    this.cursor.style.left = `${this.last ? (100 * step) / this.last : 0}%`;
  }

  writeMonths() {
    if (!this.days) return;
    const [first, last] = this.days;
    const most = Math.max(1, Math.floor(this.plot.offsetWidth / ROOM_OF_A_MONTH));
    const marks = monthsBetween(first, last, most).map((day) => {
      const mark = element("span", "", this.write.month(day));
      const along = last > first ? (day - first) / (last - first) : 0;
      mark.style.left = `${100 * along}%`;
      mark.dataset.end = along > 0.93 ? "right" : along < 0.05 ? "left" : "";
      return mark;
    });
    this.months.replaceChildren(...marks);
  }
}

function path(name, drawing) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("class", name);
  made.setAttribute("d", drawing);
  return made;
}
