// The map by keyboard: arrows go from place to place, Enter chooses.

import { WHOLE } from "./scene.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Keys {
  constructor(board) {
    this.board = board;
    board.surface.addEventListener("keydown", (event) => this.pressed(event));
    board.surface.addEventListener("blur", () => {
      board.painter?.spot(-1);
      board.hover(-1);
    });
  }

  pressed(event) {
    const { board } = this;
    if (!board.painter || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      Enter: () => board.current >= 0 && board.pick(board.current),
      " ": () => board.current >= 0 && board.pick(board.current),
      Escape: () => (board.visit(-1), board.pick(-1)),
      "+": () => board.painter.zoom(1),
      "=": () => board.painter.zoom(1),
      "-": () => board.painter.zoom(-1),
      0: () => board.zoomTo(WHOLE),
    };
    const act = STEPS[event.key] ? () => this.go(STEPS[event.key]) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  go(step) {
    const next = this.board.current < 0 ? this.first() : this.next(this.board.current, step);
    if (next >= 0) this.board.visit(next);
  }

  /** Where to begin: the chosen place, else the one nearest to the middle of the view. */
  first() {
    const { scene, painter, drawing } = this.board;
    const chosen = scene.index([...scene.selected][0]);
    if (chosen >= 0) return chosen;
    const centre = [drawing.offsetWidth / 2, drawing.offsetHeight / 2];
    return this.best((at) => Math.hypot(at[0] - centre[0], at[1] - centre[1]), painter);
  }

  /** The nearest place in a direction; places straight ahead come before nearer ones at the side. */
  next(from, [right, down]) {
    const { painter } = this.board;
    const here = painter.at(from);
    return this.best((at, index) => {
      const across = at[0] - here[0];
      const along = at[1] - here[1];
      const ahead = across * right + along * down;
      const aside = Math.abs(across * down) + Math.abs(along * right);
      return index === from || ahead <= 0.5 ? Infinity : ahead + 2.2 * aside;
    }, painter);
  }

  best(cost, painter) {
    const { scene } = this.board;
    let best = -1;
    let least = Infinity;
    for (let index = 0; index < scene.size; index += 1) {
      if (!scene.shown(index)) continue;
      const price = cost(painter.at(index), index);
      if (price < least) [best, least] = [index, price];
    }
    return best;
  }
}
