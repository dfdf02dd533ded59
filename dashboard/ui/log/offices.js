// The offices to choose from: nearest, used last, or found by words. Where someone is never leaves the phone.

const EARTH = 6371;
const MOST = 6;

export const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

export class Offices {
  constructor(columns) {
    const { id, name, place, found, phone, at } = columns;
    this.all = id.map((one, n) => ({ id: one, name: name[n], place: place[n], phone: phone[n], at: at[n], found: found[n] }));
    this.byId = new Map(this.all.map((office) => [office.id, office]));
  }

  get(id) {
    return this.byId.get(id);
  }

  /** Those whose name, place, riding or postal code has every word, best first. */
  named(text) {
    const asked = plain(text);
    const words = asked.split(" ");
    const hits = this.all.filter((office) => {
      office.plain ??= plain(`${office.name} ${office.place} ${office.found}`);
      office.tight ??= plain(office.found + office.place).replaceAll(" ", "");
      return words.every((word) => office.plain.includes(word)) || (asked.length > 4 && office.tight.includes(asked.replaceAll(" ", "")));
    });
    const rank = (office) => (office.plain.startsWith(words[0]) ? 0 : ` ${office.plain}`.includes(` ${words[0]}`) ? 1 : 2);
    return hits.sort((one, other) => rank(one) - rank(other)).slice(0, MOST + 2);
  }

  /** The nearest to a position, each with its distance; of many on one spot, as on the Hill, only those ``known``. */
  near([latitude, longitude], known) {
    const spots = new Map();
    for (const { at } of this.all) if (at) spots.set(String(at), (spots.get(String(at)) || 0) + 1);
    const placed = this.all.filter(({ id, at }) => at && (spots.get(String(at)) <= MOST || known.includes(id)));
    const measured = placed.map((office) => ({ ...office, km: distance(latitude, longitude, ...office.at) }));
    return measured.sort((one, other) => one.km - other.km).slice(0, MOST);
  }

  /** Those used last here, then those the campaign begins with. */
  first(used, suggested) {
    return [...new Set([...used, ...suggested])].map((id) => this.byId.get(id)).filter(Boolean).slice(0, MOST);
  }
}

function distance(latitude, longitude, otherLatitude, otherLongitude) {
  const turn = Math.PI / 180;
  const across = Math.sin(((otherLatitude - latitude) * turn) / 2) ** 2;
  const along = Math.sin(((otherLongitude - longitude) * turn) / 2) ** 2;
  const part = across + Math.cos(latitude * turn) * Math.cos(otherLatitude * turn) * along;
  return 2 * EARTH * Math.asin(Math.sqrt(part));
}

/** Resolves to latitude and longitude once the person allows it; rejects where they don't. */
export function position() {
  return new Promise((found, failed) => {
    if (!navigator.geolocation) return failed(new Error("no position"));
    const told = ({ coords }) => found([coords.latitude, coords.longitude]);
    navigator.geolocation.getCurrentPosition(told, failed, { maximumAge: 0, timeout: 15_000 });
  });
}

/** Whether the person has allowed it before: then nobody has to be asked. */
export async function allowed() {
  try {
    return (await navigator.permissions.query({ name: "geolocation" })).state === "granted";
  } catch {
    return false;
  }
}
