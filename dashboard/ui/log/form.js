// Office, what, how many: three taps. The draft is kept on the phone with every tap.

import { Details } from "./details.js";
import { button, element, fill } from "./elements.js";
import { newId, read, today, write } from "./kept.js";
import { allowed, Offices, position } from "./offices.js";

const QUICK = [1, 5, 10, 20];
const MOST = 100_000;
const STALE = 12 * 3_600_000; // milliseconds after which a draft is not what someone is doing any more
const QUIET = 350; // milliseconds after logging in which a tap is the second of a double tap, and chooses nothing
const USED = 6;

export class Form {
  constructor(log) {
    this.log = log;
    this.box = element("div", "form");
    this.where = this.box.appendChild(element("section", "where"));
    this.what = this.box.appendChild(element("section", "what"));
    this.many = this.box.appendChild(element("section", "many"));
    this.details = new Details((changes) => this.set(changes));
    this.bottom = element("div", "bottom");
    this.box.append(this.details.box, this.bottom);
    this.wide = false;
    this.text = "";
    this.here = null;
  }

  use(data) {
    if (this.data?.campaign !== data.campaign) this.begin(data);
    const stamp = JSON.stringify([data.campaign, data.language, data.today, data.offices.id.length, data.first]);
    this.data = data;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.offices = new Offices(data.offices);
    if (!this.offices.get(this.draft.office)) this.draft.office = "";
    this.details.use(data, this.draft);
    this.draw();
    if (!this.draft.office) allowed().then((yes) => yes && !this.here && this.locate());
  }

  /** The draft of this campaign as it was left a while ago, the office of the address, or a new one. */
  begin(data) {
    const kept = read(`draft.${data.campaign}`);
    const fresh = kept && Date.now() - kept.at < STALE && !(data.chosen && data.chosen !== kept.office);
    this.restored = Boolean(fresh && (kept.tactic || kept.note));
    this.draft = fresh ? kept : { ...this.empty(), office: data.chosen || "" };
    this.here = null;
    this.stamp = "";
  }

  empty() {
    return { id: newId(), office: "", tactic: "", count: 1, day: "", note: "", group: "", photo: "" };
  }

  /** Changes the draft, kept at once; a photo that finds no room is kept while the page is open. */
  set(changes) {
    Object.assign(this.draft, changes, { at: Date.now() });
    const name = `draft.${this.data.campaign}`;
    if (!write(name, this.draft)) write(name, { ...this.draft, photo: "" });
    this.restored = false;
  }

  /** Logs the draft: it becomes an entry under its id, and the next one begins. */
  finish(outcome = "", count = this.draft.count) {
    const { data, draft } = this;
    if (!draft.office || !draft.tactic) return;
    const { id, office, tactic, note, group, photo } = draft;
    const label = this.label(outcome, count);
    const day = draft.day || today();
    const entry = { do: "log", id, campaign: data.campaign, office, tactic, outcome, count, day, note, group, photo, label };
    if (!this.log(entry)) return this.details.tell(data.say.full);
    const name = `used.${data.campaign}`;
    write(name, [...new Set([office, ...(read(name) || [])])].slice(0, USED));
    this.set({ ...this.empty(), office, day: draft.day, group });
    this.details.show(this.draft);
    this.draw();
    const shield = this.box.appendChild(element("div", "shield")); // over the whole page, which has moved under the thumb
    setTimeout(() => (shield.remove(), this.look("what")), QUIET);
  }

  /** A refused entry is what the form holds again, to be changed. */
  takeUp({ office, tactic, count, day, note, group }) {
    this.set({ ...this.empty(), office, tactic, count, day, note, group });
    this.details.show(this.draft, true);
    this.draw("many");
  }

  label(outcome, count) {
    const went = this.data.outcomes.find(([code]) => code === outcome)?.[1].toLocaleLowerCase() || "";
    const parts = [this.counted(count), went, this.offices.get(this.draft.office).name].filter(Boolean);
    return parts.reduce((one, other) => fill(this.data.say.and, { one, other }));
  }

  counted(count) {
    const [, , one, many] = this.data.tactics.find(([code]) => code === this.draft.tactic);
    return fill(count < 2 ? one : many, { count: this.number(count) });
  }

  number(count) {
    return count.toLocaleString(`${this.data.language}-CA`);
  }

  /** Draws all parts; the one named gets the focus at its first button. */
  draw(next = "") {
    this.drawWhere();
    this.drawWhat();
    this.drawMany();
    this.drawBottom();
    if (next) this.look(next);
  }

  /** Brings a part into sight, its first button in focus. */
  look(part) {
    (this[part].querySelector("button") || this.bottom.querySelector("button.main")).focus({ preventScroll: true });
    this[part].scrollIntoView({ block: "nearest" });
  }

  drawWhere() {
    const { say } = this.data;
    const office = this.offices.get(this.draft.office);
    this.where.replaceChildren(element("h2", "", say.where));
    if (office && !this.choosing) return this.where.append(this.chosen(office));
    this.list = element("div", "offices");
    this.heading = element("h3");
    this.where.append(this.finder(), this.heading, this.list);
    this.drawOffices();
  }

  chosen(office) {
    const told = element("div", "told", element("strong", "", office.name), element("span", "", office.place));
    const change = () => ((this.choosing = true), (this.text = ""), this.draw("where"));
    const box = element("div", "chosen", told, button(this.data.say.change, change));
    if (office.phone) {
      const link = element("a", "phone", fill(this.data.say.call, { phone: office.phone }));
      const [number, inner] = office.phone.split(/ext\D*/i).map((part) => part.replace(/\D/g, ""));
      link.href = `tel:+${number.length > 10 ? number : `1${number}`}${inner ? `;ext=${inner}` : ""}`;
      told.append(link);
    }
    if (this.restored) told.append(element("small", "", this.data.say.restored));
    return box;
  }

  finder() {
    const { say } = this.data;
    const search = element("input");
    Object.assign(search, { type: "search", value: this.text, placeholder: say.search, autocomplete: "off", enterKeyHint: "search" });
    search.setAttribute("aria-label", say.search);
    search.addEventListener("input", () => ((this.text = search.value), this.drawOffices()));
    const near = button(say.near, () => this.locate(), { name: "near", pressed: Boolean(this.here), repeats: true });
    return element("div", "finder", near, search);
  }

  drawOffices() {
    const { say, first, campaign } = this.data;
    const used = read(`used.${campaign}`) || [];
    const asked = this.text.trim();
    const found = asked ? this.offices.named(asked) : this.here ? this.offices.near(this.here, [...used, ...first]) : this.offices.first(used, first);
    this.heading.textContent = asked ? (found.length ? say.found : say.none) : this.here ? `${say.nearest}. ${say.private}` : say.latest;
    if (this.told) this.heading.textContent = this.told;
    this.list.replaceChildren(...found.map((office) => this.choice(office)));
  }

  choice(office) {
    const far = office.km === undefined ? "" : fill(this.data.say.km, { count: this.number(Number(office.km.toFixed(1))) });
    const place = [far, office.place].filter(Boolean).join(" \u00b7 ");
    const take = () => {
      this.choosing = false;
      this.set({ office: office.id });
      this.draw(this.draft.tactic ? "many" : "what");
    };
    return button([element("strong", "", office.name), element("span", "", place)], take, { name: "office", key: office.id });
  }

  async locate() {
    this.tell(this.data.say.locating);
    try {
      this.here = await position();
      this.text = "";
      this.tell("");
      this.drawWhere();
    } catch {
      this.tell(this.data.say.lost);
    }
  }

  tell(sentence) {
    this.told = sentence;
    if (this.list?.isConnected) this.drawOffices();
  }

  drawWhat() {
    const { say, tactics, large } = this.data;
    const folded = !this.wide && tactics.findIndex(([code]) => code === this.draft.tactic) < large;
    const shown = folded ? tactics.slice(0, large) : tactics;
    const grid = element("div", "grid");
    for (const [code, name] of shown) {
      const take = () => (this.set({ tactic: code }), this.draw("many"));
      grid.append(button(name, take, { name: "tactic", key: code, pressed: this.draft.tactic === code }));
    }
    if (folded) grid.append(button(say.more, () => ((this.wide = true), this.drawWhat()), { name: "tactic more" }));
    this.what.replaceChildren(element("h2", "", say.what), grid);
  }

  drawMany() {
    const { say, outcomes } = this.data;
    const { tactic, office, count } = this.draft;
    this.many.replaceChildren();
    if (!tactic || !office) return;
    const calls = tactic === "call";
    const quick = element("div", "quick");
    for (const number of QUICK) {
      const act = calls ? () => this.count(number) : () => this.finish("", number);
      const label = calls ? this.number(number) : fill(say.log_number, { count: this.number(number) });
      quick.append(button(label, act, calls ? { pressed: count === number } : { name: "go" }));
    }
    this.many.append(element("h2", "", calls ? say.calls : say.many), quick);
    if (!calls) return;
    const went = element("div", "grid");
    for (const [code, name] of outcomes) went.append(button(name, () => this.finish(code), { name: "go", key: code }));
    this.many.append(element("h2", "", say.went), went);
  }

  drawBottom() {
    const { say } = this.data;
    const { office, tactic, count } = this.draft;
    const ready = office && tactic;
    const label = ready ? fill(say.log, { what: this.counted(count) }) : office ? say.need_tactic : say.need_office;
    const main = button(label, () => this.finish(), { name: "main" });
    main.disabled = !ready;
    this.bottom.replaceChildren(...(ready ? [this.stepper()] : []), main);
  }

  stepper() {
    const { say } = this.data;
    const field = element("input");
    Object.assign(field, { type: "number", min: 1, max: MOST, value: this.draft.count, inputMode: "numeric" });
    field.setAttribute("aria-label", say.number);
    field.addEventListener("change", () => this.count(Number(field.value)));
    const fewer = button("\u2212", () => this.count(this.draft.count - 1), { described: say.fewer, repeats: true, key: "fewer" });
    const more = button("+", () => this.count(this.draft.count + 1), { described: say.one_more, repeats: true, key: "more" });
    return element("div", "stepper", fewer, field, more);
  }

  /** How many; the button that was used keeps the focus. */
  count(number) {
    const focused = this.box.getRootNode().activeElement?.dataset.key;
    this.set({ count: Math.min(MOST, Math.max(1, Math.round(number) || 1)) });
    this.drawMany();
    this.drawBottom();
    if (focused) this.box.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}
