
"use strict";
(() => {
  const told = document.body.dataset;
  const place = `packet-${told.packet}`;
  const columns = ["action_id", "date", "tactic", "outcome", "quantity", "target_id", "office_id", "note"];
  const stops = [...document.querySelectorAll("article")];
  let entries = [];
  let keeps = true;
  let saved = true;

  /** What the phone has kept; another tab of the same packet may have added to it. */
  const read = () => {
    try {
      const found = JSON.parse(localStorage.getItem(place) || "[]");
      if (Array.isArray(found)) entries = found;
    } catch {
      keeps = false;
    }
  };

  const write = () => {
    try {
      localStorage.setItem(place, JSON.stringify(entries));
      keeps = true;
    } catch {
      keeps = false;
    }
    saved = false;
    show();
  };

  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  /**
   * An id made once for each entry, so that a file may be loaded often: packet, stop, its claim where it has one, number.
   * The last part keeps two phones apart.
   */
  const named = (code) => {
    const signs = [...crypto.getRandomValues(new Uint8Array(4))].map((one) => one.toString(16).padStart(2, "0"));
    const number = entries.filter((one) => one.action_id.startsWith(`${place}-${code}-`)).length + 1;
    return `${place}-${code}-${number}-${signs.join("")}`;
  };

  /** A cell that no spreadsheet takes for a formula; the import takes the apostrophe off again. */
  const cell = (text) => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

  const csv = () =>
    [columns, ...entries.map((one) => columns.map((name) => String(one[name] ?? "")))]
      .map((row) => row.map(cell).join(","))
      .join("\r\n") + "\r\n";

  const line = (stop, entry) => {
    const item = document.createElement("li");
    const text = document.createElement("span");
    const names = [...stop.querySelectorAll("[name=tactic] option")];
    const tactic = names.find((one) => one.value === entry.tactic)?.textContent ?? entry.tactic;
    text.textContent = [entry.date, tactic, entry.quantity, entry.note].filter(Boolean).join(" · ");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = told.remove;
    button.addEventListener("click", () => {
      if (keeps) read();
      entries = entries.filter((one) => one.action_id !== entry.action_id);
      write();
    });
    item.append(text, button);
    return item;
  };

  const show = () => {
    for (const stop of stops) {
      const mine = entries.filter((one) => one.office_id === stop.dataset.office);
      stop.querySelector(".entries").replaceChildren(...mine.map((one) => line(stop, one)));
    }
    document.getElementById("state").textContent = (keeps ? told.kept : told.lost).replace("{count}", entries.length);
    document.getElementById("copy").value = csv();
  };

  const add = (stop) => {
    const field = (name) => stop.querySelector(`[name=${name}]`);
    const wrong = stop.querySelector(".wrong");
    wrong.textContent = "";
    if (!field("date").value) wrong.textContent = told.day;
    else if (!field("quantity").validity.valid) wrong.textContent = told.number;
    if (wrong.textContent) return;
    if (keeps) read();
    const tactic = field("tactic").value;
    entries.push({
      action_id: named(stop.dataset.code),
      date: field("date").value,
      tactic,
      outcome: tactic === "call" ? field("outcome").value : "",
      quantity: field("quantity").value,
      target_id: stop.dataset.target,
      office_id: stop.dataset.office,
      note: field("note").value.trim(),
    });
    field("quantity").value = field("note").value = "";
    write();
  };

  for (const stop of stops) {
    const tactic = stop.querySelector("[name=tactic]");
    const outcome = stop.querySelector(".outcome");
    const fit = () => { outcome.hidden = tactic.value !== "call"; };
    tactic.addEventListener("change", fit);
    fit();
    stop.querySelector("[name=date]").value = today();
    stop.querySelector(".keep").addEventListener("click", () => add(stop));
  }

  document.getElementById("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", csv()], { type: "text/csv" }));
    link.download = `${place}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    saved = true;
  });

  addEventListener("storage", () => { read(); show(); });
  addEventListener("beforeunload", (event) => { if (!keeps && !saved && entries.length) event.preventDefault(); });
  read();
  show();
})();
