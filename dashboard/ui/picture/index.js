// Two buttons that save what is drawn above them as a picture, made in the browser from what is seen there.

import { chartOf } from "./chart.js";
import { letters } from "./font.js";
import { framed } from "./frame.js";
import { saved } from "./save.js";

const rows = new WeakMap();

export default function picture({ data, parentElement }) {
  let row = rows.get(parentElement);
  if (!row) rows.set(parentElement, (row = new Row(parentElement)));
  row.show(data);
}

class Row {
  constructor(root) {
    this.box = root.appendChild(document.createElement("div"));
    this.box.className = "picture";
    this.label = this.box.appendChild(document.createElement("span"));
    this.buttons = ["svg", "png"].map((kind) => this.box.appendChild(this.button(kind)));
    this.notice = this.box.appendChild(document.createElement("span"));
    this.notice.setAttribute("role", "status");
  }

  button(kind) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind.toUpperCase();
    button.addEventListener("click", () => this.save(kind));
    return button;
  }

  show(data) {
    this.data = data;
    this.label.textContent = data.say.label;
    this.buttons.forEach((button, i) => button.setAttribute("aria-label", [data.say.svg, data.say.png][i]));
  }

  async save(kind) {
    this.notice.textContent = "";
    try {
      const drawn = this.data.of === "map" ? await mapPicture() : chartOf(this.data.of);
      const colours = coloursOf(this.box);
      await saved(framed(drawn, this.data, colours, await letters()), kind, this.data.name);
    } catch (error) {
      console.info(error);
      this.notice.textContent = this.data.say.failed;
    }
  }
}

/** The map draws itself: it knows what is in view. */
function mapPicture() {
  return new Promise((take, fail) => {
    const event = new CustomEvent("dashboard-picture", { cancelable: true, detail: { take, fail } });
    if (window.dispatchEvent(event)) fail(new Error("no map"));
  });
}

function coloursOf(element) {
  const style = getComputedStyle(element);
  const value = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  return { ground: value("--st-background-color", "#fff"), ink: value("--st-text-color", "#222") };
}
