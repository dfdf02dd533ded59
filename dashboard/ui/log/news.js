// What became of what was logged: sent, kept, taken back or refused, and the way to take it back.

import { button, element, fill } from "./elements.js";

const SHOWN = 3;

export class News {
  constructor(outbox, takeUp) {
    this.outbox = outbox;
    this.takeUp = takeUp;
    this.box = element("div", "news");
    this.offline = this.box.appendChild(element("p", "offline"));
    this.offline.hidden = true;
    this.list = this.box.appendChild(element("ul"));
    this.spoken = this.box.appendChild(element("div", "spoken"));
    this.spoken.setAttribute("role", "status");
  }

  use(data) {
    this.say = data.say;
    this.drawn = "";
  }

  /** Brings the news into sight after something was logged. */
  announce() {
    this.box.scrollIntoView({ block: "nearest" });
  }

  draw(there) {
    if (!this.say) return;
    this.offline.textContent = this.say.offline;
    this.offline.hidden = there;
    const items = this.items(there);
    const now = JSON.stringify([this.say.undo, items.map(({ sentence, told }) => [sentence, told])]);
    if (now === this.drawn) return;
    this.drawn = now;
    this.list.replaceChildren(...items.map((item) => this.drawItem(item)));
    this.spoken.textContent = items.length ? `${items[0].sentence} ${items[0].told}`.trim() : "";
  }

  /** This page's entries and those kept from before, latest first. */
  items(there) {
    const here = new Set(this.outbox.shown.map((entry) => entry.id));
    const before = this.outbox.waiting().filter((entry) => !here.has(entry.id));
    const all = [...before.map((entry) => ({ ...entry, fate: "waiting", told: "" })), ...this.outbox.shown].reverse();
    const pressing = all.filter((entry) => entry.fate === "waiting" || entry.fate === "refused");
    const shown = [...new Set([...all.slice(0, 1), ...pressing])].slice(0, SHOWN + 2);
    return shown.map((entry) => ({ entry, told: entry.told || "", sentence: this.sentence(entry, there) }));
  }

  sentence(entry, there) {
    const undoing = entry.do === "undo";
    let key = entry.fate;
    if (key === "waiting" && undoing) key = "undoing";
    else if (key === "waiting" && there && !this.outbox.slow()) key = "sending";
    else if (key === "waiting" && !this.outbox.lasting) key = "open";
    return fill(this.say[key], { what: entry.label });
  }

  drawItem({ entry, sentence, told }) {
    const item = element("li", entry.fate, element("span", "", sentence), told && element("span", "", told));
    if (entry.fate === "refused") {
      const clear = () => this.drop(entry);
      item.append(button(this.say.again, () => (clear(), this.takeUp(entry))), button(this.say.discard, clear));
    } else if (entry.do !== "undo" && entry.fate !== "undone") {
      item.append(button(this.say.undo, () => this.outbox.undo(entry)));
    }
    return item;
  }

  drop(entry) {
    this.outbox.shown = this.outbox.shown.filter((one) => one !== entry);
    this.outbox.changed();
  }
}
