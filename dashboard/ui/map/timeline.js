// The days of a map: a slider and a play button that move the map and the campaign's line by themselves. The page is told
// once the reader rests on a day, never while the days run.

import { monthsFrom, numberOf, textOf, writer } from "./days.js";
import { element, tool } from "./elements.js";
import { Line } from "./line.js";

const PACE = 100; // milliseconds from one step to the next
const CALM = 1000; // for who asked for less motion, a month at a time
const REST = 500; // after so many milliseconds without a move the reader rests
const AT_ONCE = 10; // steps that a slow browser may pass over together
const PLAY = "M8 5v14l11-7z";
const PAUSE = "M8 5v14M16 5v14";

export class Timeline {
  /** ``hands.turned(step, day)`` is called at every step, ``hands.rested(day, open)`` once the reader rests or opens one. */
  constructor(hands) {
    this.hands = hands;
    this.told = []; // days that the page was told and has not answered yet
    this.box = element("div", "timeline");
    this.line = new Line();
    this.slider = element("input", "slider");
    this.slider.type = "range";
    this.button = tool("", PLAY, () => this.toggle());
    this.button.className = "play";
    this.day = element("strong", "day");
    this.points = element("span", "points");
    this.opener = element("button", "open");
    this.opener.type = "button";
    this.spoken = element("div", "spoken");
    this.spoken.setAttribute("aria-live", "polite");
    const said = element("div", "said");
    said.append(this.day, " ", this.points);
    const head = element("div", "head");
    head.append(this.button, said, this.opener);
    this.box.append(head, this.line.box, this.slider, this.spoken);
    this.listen();
  }

  listen() {
    this.opener.addEventListener("click", () => this.open());
    this.slider.addEventListener("input", () => this.move(Number(this.slider.value)));
    this.slider.addEventListener("keydown", (event) => this.pressed(event));
    this.line.plot.addEventListener("pointerdown", (event) => {
      const { left, width } = this.line.plot.getBoundingClientRect();
      this.move(Math.round(((event.clientX - left) / width) * this.last));
    });
  }

  /** Takes up the days of a scene; stays on the day it is on unless the page names another one. */
  show(scene) {
    const { timeline } = scene;
    const other = this.identity !== scene.daysId;
    const answered = this.told.lastIndexOf(timeline.at);
    const asked = answered < 0 && timeline.at !== this.asked;
    if (answered >= 0) this.told.splice(0, answered + 1);
    this.asked = timeline.at;
    this.first = numberOf(timeline.first);
    this.apart = timeline.apart;
    this.total = timeline.total;
    this.last = timeline.total.length - 1;
    this.write = writer(scene.say.language);
    this.number = new Intl.NumberFormat(scene.say.language, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
    if (other) this.describe(scene);
    if (other || asked) {
      this.halt();
      this.turn(this.stepAt(numberOf(timeline.at)));
    } else this.turn(Math.min(this.step, this.last));
  }

  describe({ timeline, colours, daysId }) {
    this.identity = daysId;
    this.say = timeline.say;
    this.told = [];
    this.slider.max = this.last;
    this.slider.setAttribute("aria-label", this.say.slider);
    this.slider.title = this.say.keys;
    this.opener.textContent = this.say.open;
    this.box.style.setProperty("--quiet", colours.quiet);
    this.box.style.setProperty("--panel", colours.panel);
    this.line.show(timeline, [this.first, this.first + this.apart * this.last], this.write, this.number);
    this.label();
  }

  label() {
    const name = this.playing ? this.say.pause : this.say.play;
    this.button.title = name;
    this.button.setAttribute("aria-label", name);
    this.button.dataset.playing = this.playing ? "1" : "";
    this.button.querySelector("path").setAttribute("d", this.playing ? PAUSE : PLAY);
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    const month = { PageUp: 1, PageDown: -1 }[event.key];
    const end = { Home: 0, End: this.last }[event.key];
    if (event.key === " ") this.toggle();
    else if (step) this.move(this.step + step);
    else if (month) this.move(this.monthOn(month));
    else if (end !== undefined) this.move(end);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  dayOf(step) {
    return this.first + step * this.apart;
  }

  /** The step that shows a day: the last that is not after it. */
  stepAt(day) {
    return Math.max(0, Math.min(this.last, Math.floor((day - this.first) / this.apart)));
  }

  /** The step a month on or back, at least one away. */
  monthOn(months) {
    const there = this.stepAt(monthsFrom(this.dayOf(this.step), months));
    return there === this.step ? this.step + months : there;
  }

  /** Moved by the reader: the days stop running, and after a rest the page is told. */
  move(step) {
    this.halt();
    this.turn(Math.max(0, Math.min(this.last, step)));
    this.resting = setTimeout(() => this.rest(), REST);
  }

  turn(step) {
    this.step = step;
    this.slider.value = step;
    const day = this.dayOf(step);
    this.box.dataset.day = textOf(day);
    this.day.textContent = this.write.day(day);
    this.points.textContent = this.say.points.replace("{points}", this.number.format(this.total[step]));
    if (!this.playing) this.slider.setAttribute("aria-valuetext", `${this.day.textContent}, ${this.points.textContent}`);
    this.line.turn(step);
    this.hands.turned(step, this.day.textContent);
  }

  toggle() {
    if (this.playing) this.rest();
    else this.play();
  }

  play() {
    this.halt();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const pace = calm ? CALM : PACE;
    if (this.step === this.last) this.turn(0);
    this.playing = true;
    this.label();
    this.spoken.textContent = this.say.playing;
    let since = performance.now();
    const tick = (now) => {
      const due = Math.floor((now - since) / pace);
      if (due > 0) {
        since += due * pace;
        this.turn(Math.min(this.last, calm ? this.monthOn(1) : this.step + Math.min(due, AT_ONCE)));
      }
      if (this.step === this.last) this.rest();
      else this.running = requestAnimationFrame(tick);
    };
    this.running = requestAnimationFrame(tick);
  }

  /** Stops whatever runs or waits, and tells nobody. */
  halt() {
    cancelAnimationFrame(this.running);
    clearTimeout(this.resting);
    if (!this.playing) return;
    this.playing = false;
    this.label();
  }

  /** The reader rests on a day: it is said, and the page is told where that is another one. */
  rest() {
    this.halt();
    this.turn(this.step);
    this.spoken.textContent = this.slider.getAttribute("aria-valuetext");
    const day = textOf(this.dayOf(this.step));
    if (day === (this.told.at(-1) ?? this.asked)) return;
    this.told.push(day);
    this.hands.rested(day, false);
  }

  open() {
    this.halt();
    this.hands.rested(textOf(this.dayOf(this.step)), true);
  }
}
