// The form of the Log page: which office, what, how many, and back for the next. It needs a connection only to send.

import { clearTheWay, connected, watch } from "./connection.js";
import { element } from "./elements.js";
import { Form } from "./form.js";
import { News } from "./news.js";
import { Outbox } from "./outbox.js";

const boards = new Map();
const HEARTBEAT = 1000;
const REST = 10_000; // milliseconds between two times that the whole page is asked for anew
let offer = null; // what can be chosen, and every sentence: sent once, apart from the receipts
let wake = null; // asks for the whole page: a server that was started anew does not know the form on its own

export default function fieldLog({ data, parentElement, setTriggerValue }) {
  if (data.offices) {
    offer = data;
    wake = () => setTriggerValue("woken", Date.now());
    boards.forEach((board) => board.refresh());
    return () => {};
  }
  let board = boards.get(parentElement);
  if (!board) boards.set(parentElement, (board = new Board(parentElement)));
  board.away = (entries) => setTriggerValue("sent", { entries, at: Date.now() });
  board.receipts = data.receipts;
  board.refresh();
  // Streamlit also cleans up after a run that a newer one overtook; the form goes only when its element has gone.
  return () => setTimeout(() => parentElement.isConnected || board.remove());
}

class Board {
  constructor(root) {
    this.root = root;
    this.box = root.appendChild(element("div", "field-log"));
    this.outbox = new Outbox(() => this.changed());
    this.news = new News(this.outbox, (entry) => this.form.takeUp(entry));
    this.form = new Form((entry) => this.log(entry));
    this.box.append(this.news.box, this.form.box);
    this.stop = watch(() => this.beat());
    this.timer = setInterval(() => this.beat(), HEARTBEAT);
  }

  /** Takes in what is offered and the receipts, once both are here. */
  refresh() {
    if (!offer) return;
    this.ready = true;
    this.news.use(offer);
    this.form.use(offer);
    this.outbox.receive(this.receipts);
    this.beat();
  }

  log(entry) {
    const kept = this.outbox.add(entry);
    if (kept) this.news.announce();
    return kept;
  }

  changed() {
    this.news.draw(connected());
    if (this.ready) queueMicrotask(() => this.beat());
  }

  /** Tells of the connection, and sends what waits where there is one. */
  beat() {
    if (!this.ready) return;
    const there = connected();
    if (!there) clearTheWay();
    else if (this.outbox.tries > 1 && Date.now() - (this.woken || 0) > REST) this.wake();
    else this.outbox.send(this.away);
    this.box.dataset.connected = String(there);
    this.box.dataset.waiting = String(this.outbox.waiting().length);
    this.news.draw(there);
  }

  /** Has the page run whole; what waits is sent right after. */
  wake() {
    this.woken = Date.now();
    wake?.();
    this.outbox.rest();
  }

  remove() {
    clearInterval(this.timer);
    this.stop();
    boards.delete(this.root);
    this.box.remove();
  }
}
