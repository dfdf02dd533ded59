// Elements of the form.

export function element(tag, name = "", ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

/** A button for one tap: the second click of a double tap does nothing. */
export function button(label, act, { name = "", pressed, key, described, repeats = false } = {}) {
  const made = element("button", name, ...[label].flat());
  made.type = "button";
  if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
  if (described) made.setAttribute("aria-label", described);
  if (key) made.dataset.key = key;
  made.addEventListener("click", (event) => (repeats || event.detail < 2) && act());
  return made;
}

export function labelled(label, field, help = "") {
  return element("label", "field", element("span", "", label), field, help && element("small", "", help));
}

export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
