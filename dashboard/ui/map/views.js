// The one-tap views: a row of buttons of which the one in view is pressed. Arrows go along the row, Enter chooses.

import { element } from "./elements.js";

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export class Views {
  constructor(choose) {
    this.row = element("div", "views");
    this.row.setAttribute("role", "toolbar");
    this.row.addEventListener("keydown", (event) => this.pressed(event));
    this.choose = choose;
  }

  /** The buttons in the reader's language; drawn anew only where that changed. */
  draw(say) {
    if (this.row.lang === say.language) return;
    this.row.lang = say.language;
    this.row.setAttribute("aria-label", say.zoom_to);
    this.buttons = say.zooms.map(({ id, name }) => {
      const button = element("button", "", name);
      button.type = "button";
      button.dataset.zoom = id;
      button.addEventListener("click", () => this.choose(id));
      return button;
    });
    this.row.replaceChildren(...this.buttons);
  }

  /** Marks the view that is in sight; one button at a time is reached by Tab. */
  mark(focus) {
    const reached = this.buttons.find((button) => button.dataset.zoom === focus) ?? this.buttons[0];
    this.buttons.forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.zoom === focus));
      button.tabIndex = button === reached ? 0 : -1;
    });
  }

  pressed(event) {
    const from = this.buttons.indexOf(event.target);
    const to = { Home: 0, End: this.buttons.length - 1 }[event.key] ?? from + (STEPS[event.key] ?? NaN);
    if (from < 0 || Number.isNaN(to)) return;
    event.preventDefault();
    const button = this.buttons[(to + this.buttons.length) % this.buttons.length];
    this.buttons.forEach((other) => (other.tabIndex = other === button ? 0 : -1));
    button.focus();
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
