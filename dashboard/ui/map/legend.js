// The legend: every status with its mark and its count, also where that is 0, and the five steps of the scale.

import { svgIcon } from "./shapes.js";

export function drawLegend(scene) {
  const parts = scene.statuses ? [statuses(scene)] : [];
  if (scene.scale.labels.length) parts.push(steps(scene));
  return parts;
}

function statuses({ say, counts, colours, number }) {
  const list = made("ul");
  list.className = "statuses";
  list.setAttribute("aria-label", say.legend);
  say.statuses.forEach(([status, shape, name], i) => {
    const item = list.appendChild(made("li"));
    item.dataset.status = status;
    const told = made("span", `${name} `);
    told.append(made("b", number.format(counts[i] ?? 0)));
    item.append(svgIcon(shape, colours.status[status], colours.ground), told);
  });
  return list;
}

function steps({ scale, colours, say, view }) {
  const box = made("div");
  box.className = "scale";
  const list = made("ol");
  list.setAttribute("aria-label", scale.title);
  const blank = view === "tiles" ? colours.panel : colours.land;
  [[blank, say.none], ...scale.labels.map((label, i) => [colours.scale[i], label])].forEach(([colour, label]) => {
    const item = list.appendChild(made("li"));
    item.appendChild(made("i")).style.background = colour;
    item.append(made("span", label));
  });
  box.append(made("span", scale.title), list);
  return box;
}

function made(tag, text = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
