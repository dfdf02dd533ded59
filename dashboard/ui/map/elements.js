// Elements of the page, and buttons with a drawing on them.

export function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

export function tool(name, drawing, act) {
  const button = element("button");
  button.type = "button";
  button.title = name;
  button.setAttribute("aria-label", name);
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  icon.firstChild.setAttribute("d", drawing);
  button.append(icon);
  button.addEventListener("click", act);
  return button;
}
