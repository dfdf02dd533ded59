// Days as the timeline counts them: days since 1970, written in the reader's language.

const A_DAY = 86_400_000;

export const numberOf = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / A_DAY);
export const textOf = (day) => dateOf(day).toISOString().slice(0, 10);

function dateOf(day) {
  return new Date(day * A_DAY);
}

/** The same day of a month so many months on, or that month's last day. */
export function monthsFrom(day, months) {
  const from = dateOf(day);
  const moved = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0));
  moved.setUTCDate(Math.min(from.getUTCDate(), moved.getUTCDate()));
  return Math.round(moved / A_DAY);
}

/** Writes days out, and months short, in a language. */
export function writer(language) {
  const zone = { timeZone: "UTC" };
  const long = new Intl.DateTimeFormat(language, { dateStyle: "long", ...zone });
  const short = new Intl.DateTimeFormat(language, { month: "short", year: "numeric", ...zone });
  const first = language.startsWith("fr") ? /^1 / : /^$/;
  return {
    day: (day) => long.format(dateOf(day)).replace(first, "1er "),
    month: (day) => short.format(dateOf(day)),
  };
}

/** First days of months between two days, at most so many, evenly apart. */
export function monthsBetween(first, last, most) {
  const firsts = [];
  for (let day = monthsFrom(first - dateOf(first).getUTCDate() + 1, 0); day <= last; day = monthsFrom(day, 1)) {
    if (day >= first) firsts.push(day);
  }
  const apart = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => firsts.length / step <= most) ?? 1200;
  const months = (day) => dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth();
  return firsts.filter((day) => months(day) % apart === 0);
}
