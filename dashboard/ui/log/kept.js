// What is kept on this phone: the draft, what is not sent yet, and the offices used last. Nothing else, and no longer
// than it is needed.

const PREFIX = "dashboard.log.";
const memory = new Map(); // where the browser keeps nothing, while the page is open

/** Whether what is kept outlives the page. */
export const lasting = (() => {
  try {
    localStorage.setItem(`${PREFIX}try`, "1");
    localStorage.removeItem(`${PREFIX}try`);
    return true;
  } catch {
    return false;
  }
})();

export function read(name) {
  try {
    const text = lasting ? localStorage.getItem(PREFIX + name) : memory.get(name);
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** Keeps a value; false where there is no room for it. */
export function write(name, value) {
  try {
    if (lasting) localStorage.setItem(PREFIX + name, JSON.stringify(value));
    else memory.set(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(name) {
  if (lasting) localStorage.removeItem(PREFIX + name);
  else memory.delete(name);
}

/** Names that begin so. */
export function names(beginning) {
  const all = lasting ? Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)) : [...memory.keys()];
  return all.map((key) => (lasting ? key.slice(PREFIX.length) : key)).filter((key) => key.startsWith(beginning));
}

/** A new id for an entry, made once: what is sent again under it changes nothing. */
export function newId() {
  const letters = "0123456789abcdefghijklmnopqrstuv"; // 32 of them, so that every byte is as likely
  return `log-${[...crypto.getRandomValues(new Uint8Array(20))].map((byte) => letters[byte % 32]).join("")}`;
}

/** The day it is where the phone is. */
export function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
