"use strict";
// "/" goes to the search box, as the placeholder of the page says nowhere and hands learn quickly.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.querySelector("[data-key='/']");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  }
});
// One click, one act: a form that is under way is not sent twice.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
// The pages of a naskah take a moment to be drawn: they come when the rest is there. Without this a link leads to them.
for (const place of document.querySelectorAll("[data-load]")) {
  place.setAttribute("aria-busy", "true");
  fetch(place.dataset.load, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
    .then((text) => {
      const pages = new DOMParser().parseFromString(text, "text/html").getElementById("pages");
      if (pages) place.replaceChildren(pages);
    })
    .catch(() => {})
    .finally(() => place.removeAttribute("aria-busy"));
}
// Tables of a form: rows are added, dropped, and pasted from a sheet.
const named = (row, at) => {
  for (const input of row.querySelectorAll("[name]")) {
    const [table, , column] = input.name.split(".");
    input.name = `${table}.${at}.${column}`;
    input.id = `f.${input.name}`;
  }
};
for (const table of document.querySelectorAll("[data-table]")) {
  const body = table.querySelector("tbody");
  const renumber = () => [...body.rows].forEach(named);
  const add = () => {
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    for (const input of row.querySelectorAll("input, textarea")) input.value = "";
    for (const input of row.querySelectorAll("select")) input.selectedIndex = 0;
    body.append(row);
    renumber();
    return row;
  };
  for (const button of table.querySelectorAll(".drop, .more-rows")) button.hidden = false;
  table.addEventListener("click", (event) => {
    if (event.target.matches(".more-rows")) add().querySelector("input, select, textarea").focus();
    if (event.target.matches(".drop")) {
      if (body.rows.length === 1) add();
      event.target.closest("tr").remove();
      renumber();
    }
  });
  table.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
    if (lines.length === 1 && !lines[0].includes("\t")) return;
    event.preventDefault();
    const from = event.target.closest("td").cellIndex;
    let at = event.target.closest("tr").rowIndex - 1;
    for (const line of lines) {
      const row = body.rows[at++] || add();
      line.split("\t").forEach((value, column) => {
        const cell = row.cells[from + column];
        const input = cell && cell.querySelector("input, select, textarea");
        if (input) input.value = value.trim();
      });
    }
  });
}
const wrong = document.getElementById("galat");
if (wrong) wrong.focus();
// A page that is kept on paper is printed from where it stands.
for (const button of document.querySelectorAll(".print-page")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
// On a narrow screen the sections lie in one row: the one that is open is brought into view.
const here = document.querySelector(".side [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 16;
// The search box offers what the word may become (the combobox of ARIA): arrows choose, Enter takes, Escape closes.
const box = document.querySelector("[data-offers]");
if (box) {
  const list = document.createElement("ul");
  Object.assign(list, { id: "tawaran", className: "offers", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Tawaran kata");
  box.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id })) box.setAttribute(name, value);
  let chosen = -1, waiting = 0, asked = null;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    const items = [...list.children];
    chosen = (at + items.length) % items.length;
    items.forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    box.setAttribute("aria-activedescendant", items[chosen].id);
  };
  const take = (item) => {
    box.value = item.dataset.line;
    close();
    box.focus();
  };
  const show = (offers) => {
    list.replaceChildren(...offers.map((one, at) => {
      const item = document.createElement("li");
      Object.assign(item, { id: `tawaran-${at}`, textContent: one.tampak });
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.line = one.baris;
      return item;
    }));
    close();
    list.hidden = !offers.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    if (asked) asked.abort();
    if (!box.value.trim()) { close(); return; }
    waiting = setTimeout(() => {
      asked = new AbortController();
      fetch(`${box.dataset.offers}?k=${encodeURIComponent(box.value)}`, { credentials: "same-origin", signal: asked.signal })
        .then((answer) => (answer.ok ? answer.json() : []))
        .then((offers) => { if (document.activeElement === box) show(offers); })
        .catch(() => {});
    }, 150);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
    if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
    if (event.key === "Escape") { event.preventDefault(); close(); }
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    if (event.target.dataset.line) take(event.target);
  });
  box.addEventListener("blur", close);
}
// What is typed into a long form is kept on the server every ten seconds at most; where the net fails, the next time.
for (const form of document.querySelectorAll("[data-autosave]")) {
  const told = form.querySelector("[data-saved]");
  let typed = false, sending = null, done = false;
  const keep = () => {
    if (!typed || sending || done) return;
    typed = false;
    sending = new AbortController();
    const body = new FormData(form);
    body.set("diam", "ya");
    fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin", keepalive: true, redirect: "manual",
      signal: sending.signal })
      .then((answer) => {
        if (answer.status !== 204) throw new Error(answer.status);
        const now = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
        told.textContent = `Isian tersimpan sementara pukul ${now}.`;
      })
      .catch(() => { typed = true; })
      .finally(() => { sending = null; });
  };
  const changed = () => { typed = true; };
  for (const name of ["input", "change", "paste", "click"]) form.addEventListener(name, (event) => {
    if (name !== "click" || event.target.matches(".drop, .more-rows")) changed();
  });
  form.addEventListener("submit", () => { done = true; if (sending) sending.abort(); });
  window.addEventListener("pageshow", () => { done = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  setInterval(keep, 10000);
}
// The page a form would become, beside it; without this it opens by itself. What is typed meanwhile stays as it is.
for (const button of document.querySelectorAll("[data-proof]")) {
  const place = document.getElementById(button.dataset.proof);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (place.getAttribute("aria-busy")) return;
    place.hidden = false;
    place.setAttribute("aria-busy", "true");
    if (!place.firstChild) place.textContent = "Halaman sedang dibuat …";
    const tell = (text) => { place.textContent = text; };
    fetch(button.formAction, { method: "POST", body: new FormData(button.form), credentials: "same-origin" })
      .then((answer) => answer.text())
      .then((text) => {
        const pages = new DOMParser().parseFromString(text, "text/html").getElementById("pages");
        if (pages) place.replaceChildren(pages);
        else tell("Pratinjau belum dapat dibuat. Muat ulang halamannya, lalu ulangi.");
      })
      .catch(() => tell("Pratinjau belum dapat dibuat: jaringan terputus. Coba lagi."))
      .finally(() => { place.removeAttribute("aria-busy"); place.focus({ preventScroll: innerWidth > 1024 }); });
  });
}
