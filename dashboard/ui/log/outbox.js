// What was logged or taken back and has no receipt yet: kept on the phone, sent until its receipt is here.

import { forget, lasting, names, read, write } from "./kept.js";

const ENTRY = "entry.";
const PHOTO = "photo."; // apart from its entry, which is read every second
const PATIENCE = [4_000, 8_000, 15_000, 30_000]; // milliseconds between sendings of the same
const PAUSE = 1_500;
const MOST = 10;
const LARGEST = 6_000_000; // characters sent at once, photos and all

export class Outbox {
  constructor(changed) {
    this.changed = changed;
    this.shown = []; // what became of this page's entries, latest last
    this.tries = 0;
    this.sentAt = 0;
  }

  /** Entries without a receipt, oldest first. */
  waiting() {
    const found = names(ENTRY).map((name) => ({ name, ...read(name) }));
    return found.filter((entry) => entry.id).sort((one, other) => one.at - other.at);
  }

  /** Takes in an entry; false where it is here already, or there is no room for it. */
  add(entry) {
    const name = ENTRY + keyOf(entry);
    if (read(name) || this.shown.some((one) => keyOf(one) === keyOf(entry))) return false;
    const { photo, ...rest } = entry;
    if (photo && !write(PHOTO + entry.id, photo)) return false;
    if (!write(name, { ...rest, at: Date.now() })) return false;
    this.shown.push({ ...rest, fate: "waiting", told: "" });
    this.tries = this.sentAt = 0;
    this.changed();
    return true;
  }

  /** Takes an entry back: out of the box where it was never sent, else by sending that too. */
  undo(entry) {
    const name = ENTRY + entry.id;
    const kept = read(name);
    if (kept && !kept.tried) {
      this.forget(entry);
      this.tell(entry, "undone");
    } else {
      const undoing = { do: "undo", id: entry.id, campaign: entry.campaign, label: entry.label };
      if (this.add(undoing)) this.shown = this.shown.filter((one) => one.do === "undo" || one.id !== entry.id);
    }
    this.changed();
  }

  /** Takes in receipts by entry: what has one is forgotten. */
  receive(receipts) {
    let news = false;
    for (const entry of this.waiting()) {
      const receipt = receipts[keyOf(entry)];
      if (!receipt) continue;
      this.tell(entry, receipt.fate, receipt.told);
      this.forget(entry);
      news = true;
    }
    if (news) this.tries = this.sentAt = 0;
    if (news) this.changed();
  }

  tell(entry, fate, told = "") {
    const one = this.shown.find((other) => keyOf(other) === keyOf(entry));
    if (one) Object.assign(one, { fate, told });
    else this.shown.push({ ...entry, fate, told });
  }

  forget(entry) {
    forget(ENTRY + keyOf(entry));
    if (entry.do !== "undo") forget(PHOTO + entry.id);
  }

  /** Sends what waits, unless it was sent a moment ago. */
  send(away) {
    const waiting = this.waiting();
    const patience = PATIENCE[Math.min(Math.max(this.tries - 1, 0), PATIENCE.length - 1)];
    if (!waiting.length || Date.now() - this.sentAt < (this.tries ? patience : 0)) return;
    const entries = [];
    let size = 0;
    for (const { name, ...entry } of waiting.slice(0, MOST)) {
      const photo = (entry.do !== "undo" && read(PHOTO + entry.id)) || "";
      size += photo.length;
      if (entries.length && size > LARGEST) break;
      if (!entry.tried) write(name, { ...entry, tried: true });
      entries.push({ ...entry, photo });
    }
    this.tries += 1;
    this.sentAt = Date.now();
    away(entries);
  }

  /** Lets what waits be sent again in a second or two. */
  rest() {
    this.tries = 1;
    this.sentAt = Date.now() - PATIENCE[0] + PAUSE;
  }

  /** Whether something has waited longer than a good connection takes. */
  slow() {
    return this.tries > 1 || this.waiting().some((entry) => Date.now() - entry.at > PATIENCE[0]);
  }

  get lasting() {
    return lasting;
  }
}

export const keyOf = (entry) => (entry.do === "undo" ? `undo-${entry.id}` : entry.id);
