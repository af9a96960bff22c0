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
