// The map of the dashboard: mounted once, then it only takes in what changed, so that zoom and place stay where they
// are. What is drawn comes from addresses that name their content; what changes comes as one character a place.

import { element, tool } from "./elements.js";
import { Keys } from "./keys.js";
import { drawLegend } from "./legend.js";
import { sceneOf, WHOLE } from "./scene.js";
import { Timeline } from "./timeline.js";
import { Views } from "./views.js";

const boards = new WeakMap();
const sight = { asked: "", focus: WHOLE }; // what the page asked to see and what is in view, kept while the page is open

export default function campaignMap({ data, parentElement, setTriggerValue }) {
  let board = boards.get(parentElement);
  if (!board) boards.set(parentElement, (board = new Board(parentElement)));
  board.onPick = (kind, key) => setTriggerValue("picked", { kind, key });
  board.onZoom = (id) => setTriggerValue("zoomed", id);
  board.onRest = (day, open) => setTriggerValue("rested", { day, open });
  board.show(data);
  // Streamlit also cleans up after a run that a newer one overtook; the map goes only when its element has gone.
  return () => setTimeout(() => parentElement.isConnected || board.remove());
}

/** The elements around the drawing, and what the reader does with them. */
class Board {
  constructor(root) {
    this.root = root;
    this.box = element("div", "campaign-map");
    this.stage = this.box.appendChild(element("div", "stage"));
    this.surface = this.stage.appendChild(element("div", "surface"));
    this.drawing = this.surface.appendChild(element("div", "drawing"));
    this.tip = this.stage.appendChild(element("div", "tip"));
    this.spoken = this.box.appendChild(element("div", "spoken"));
    this.notice = this.box.appendChild(element("p", "notice"));
    this.days = this.box.appendChild(element("div"));
    this.bar = this.box.appendChild(element("div", "bar"));
    this.views = new Views((id) => this.zoomTo(id));
    this.bar.append(this.views.row);
    this.legend = this.box.appendChild(element("div", "legend"));
    this.note = this.box.appendChild(element("p", "notice"));
    this.tip.hidden = this.notice.hidden = this.note.hidden = true;
    this.spoken.setAttribute("aria-live", "polite");
    this.tip.setAttribute("aria-hidden", "true"); // for the eye: the same is spoken
    Object.entries({ tabindex: "0", role: "application" }).forEach((pair) => this.surface.setAttribute(...pair));
    root.append(this.box);
    this.current = -1;
    this.keys = new Keys(this);
    this.onPicture = (event) => this.picture(event);
    window.addEventListener("dashboard-picture", this.onPicture);
  }

  /** Answers whoever wants what is in view as a picture for a file. */
  async picture(event) {
    if (!this.scene || !this.box.isConnected) return;
    event.preventDefault();
    const { take, fail } = event.detail;
    try {
      const { still } = await import("./picture.js");
      const { offsetWidth: width, offsetHeight: height } = this.drawing;
      take(still(this.scene, sight.focus, this.painter?.inView?.(), width, height));
    } catch (error) {
      fail(error);
    }
  }

  async show(data) {
    this.wanted = data;
    this.arriving ??= arrivingPainter(data.vendor, this.root);
    try {
      const scene = await sceneOf(data, this.box);
      if (this.wanted !== data) return;
      this.scene = scene;
      this.stage.style.setProperty("--aspect", scene.aspect);
      await this.dressed();
      const aimed = this.aim(data.focus);
      this.painter ??= await this.newPainter();
      if (this.wanted !== data) return;
      this.describe(scene);
      this.takeDays(scene);
      this.painter.show(scene);
      if (aimed) this.painter.go(sight.focus, 0);
      this.look(this.painter.focus);
      this.box.dataset.scene = scene.id;
    } catch (error) {
      console.error(error);
      this.tell(data.failed);
    }
  }

  /** Takes up what the page asks to see; whether that is something else than before. */
  aim(asked) {
    const before = sight.asked;
    sight.asked = asked || WHOLE;
    if (sight.asked === before || sight.asked === sight.focus) return false;
    sight.focus = sight.asked;
    return Boolean(this.painter);
  }

  /** A view chosen here: gone to at once; the page only puts it into the address. */
  zoomTo(id) {
    this.painter.go(id);
    this.look(id);
    this.spoken.textContent = this.scene.say.zooms.find((zoom) => zoom.id === id).name;
    if (sight.asked === id) return;
    sight.asked = id;
    this.onZoom(id);
  }

  /** Marks what is in view: a view, a province, or "" once the reader has moved away from it. */
  look(focus) {
    sight.focus = focus;
    this.box.dataset.focus = focus;
    this.views.mark(focus);
  }

  /** Resolves once the style sheet is there: the drawing takes its size from it. */
  async dressed() {
    const link = this.root.querySelector('link[rel="stylesheet"]');
    if (link && !link.sheet) await new Promise((done) => ["load", "error"].forEach((on) => link.addEventListener(on, done)));
  }

  /** What draws: MapLibre, or a picture where the browser has no WebGL for it. */
  async newPainter() {
    const hands = { over: (index) => this.hover(index), pick: (index) => this.pick(index), moved: () => this.look("") };
    const MapPainter = await this.arriving;
    try {
      return new MapPainter(this.drawing, this.scene, hands, sight.focus);
    } catch (error) {
      if (!/webgl/i.test(error.message)) console.error(error);
      this.drawing.replaceChildren();
      this.tell(this.scene.say.picture);
      const { PicturePainter } = await import("./picture.js");
      return new PicturePainter(this.drawing, this.scene, hands, sight.focus);
    }
  }

  describe(scene) {
    this.surface.setAttribute("aria-label", `${scene.title}. ${scene.say.help}`);
    this.drawTools(scene.say);
    this.views.draw(scene.say);
    this.legend.replaceChildren(...drawLegend(scene));
    this.note.textContent = scene.note;
    this.note.hidden = !scene.note;
    if (this.current >= scene.size) this.current = -1;
  }

  /** A map with days has a timeline, which shades the scene before it is drawn and at every step. */
  takeDays(scene) {
    if (!scene.timeline) return;
    this.timeline ??= new Timeline({ turned: (step, day) => this.turn(step, day), rested: (day, open) => this.onRest(day, open) });
    if (!this.timeline.box.isConnected) this.days.append(this.timeline.box);
    this.timeline.show(scene);
  }

  turn(step, day) {
    this.scene.turn(step, day);
    if (this.painter.scene === this.scene) this.painter.shade();
    if (!this.tip.hidden) this.showTip(this.tipped);
  }

  drawTools(say) {
    if (!this.painter.zoomable || this.tools?.lang === say.language) return;
    this.tools?.remove();
    this.tools = element("div", "tools");
    this.bar.prepend(this.tools);
    this.tools.lang = say.language;
    this.tools.append(
      tool(say.zoom_in, "M12 5v14M5 12h14", () => this.painter.zoom(1)),
      tool(say.zoom_out, "M5 12h14", () => this.painter.zoom(-1)),
      tool(say.reset, "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", () => this.zoomTo(WHOLE)),
    );
  }

  /** Shows what is under the pointer; -1 for nothing. */
  hover(index) {
    this.drawing.style.cursor = index < 0 ? "" : "pointer";
    if (index < 0) this.tip.hidden = true;
    else this.showTip(index);
  }

  showTip(index) {
    this.tipped = index;
    const { name, facts } = this.scene.told(index);
    this.tip.replaceChildren(element("strong", "", name), ...facts.map((fact) => element("span", "", fact)));
    this.tip.hidden = false;
    const [x, y] = this.painter.at(index);
    const { offsetWidth: width, offsetHeight: height } = this.stage;
    const left = Math.min(Math.max(x - this.tip.offsetWidth / 2, 6), width - this.tip.offsetWidth - 6);
    const above = y - this.tip.offsetHeight - 16;
    const top = above > 6 ? above : Math.min(y + 18, height - this.tip.offsetHeight - 6);
    this.tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** Goes to a place by keyboard: shows it, says it, brings it into sight. */
  visit(index) {
    this.current = index;
    this.painter.spot(index);
    if (index < 0) return this.hover(-1);
    const { name, facts } = this.scene.told(index);
    const chosen = this.scene.selected.has(this.scene.keys[index]) ? [this.scene.say.chosen] : [];
    this.spoken.textContent = [name, ...facts, ...chosen].join(", ");
    this.painter.reveal(index, () => this.showTip(index));
  }

  /** Chooses a place: marked at once, confirmed by the page's next run. -1 chooses nothing. */
  pick(index) {
    if (index < 0) {
      if (!this.scene.selected.size) return;
      this.scene.selected = new Set();
      this.spoken.textContent = this.scene.say.cleared;
      this.onPick("", "");
    } else {
      this.current = index;
      this.scene.selected = new Set([this.scene.keys[index]]);
      this.onPick(this.scene.kind(index), this.scene.keys[index]);
    }
    this.painter.show(this.scene);
  }

  tell(sentence) {
    this.notice.textContent = sentence;
    this.notice.hidden = !sentence;
  }

  remove() {
    window.removeEventListener("dashboard-picture", this.onPicture);
    this.timeline?.halt();
    this.painter?.remove();
    boards.delete(this.root);
    this.box.remove();
  }
}

/** MapLibre and what draws with it, on their way while the data still arrive. */
async function arrivingPainter(vendor, root) {
  const { MapPainter, loaded } = await import("./painter.js");
  await loaded(vendor, root);
  return MapPainter;
}
