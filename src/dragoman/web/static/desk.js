// The desk's own behaviour: stepping with the keyboard, and a drawer that opens beside the list.
"use strict";

(() => {
  const STEP = "[data-step]";
  const steps = () => [...document.querySelectorAll(STEP)].filter((one) => one.offsetParent !== null);

  // What is stepped to is a link or takes the focus itself.
  function step(by) {
    const all = steps();
    if (!all.length) return;
    const at = all.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    all[to].focus({ preventScroll: true });
    all[to].scrollIntoView({ block: "nearest" });
    if (document.querySelector("#drawer:not(:empty)") && all[to].hasAttribute("hx-get")) all[to].click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") document.querySelector(".seek input")?.focus();
    else if (event.key === "Escape") document.querySelector("[data-close]")?.click();
    else return;
    event.preventDefault();
  });

  // A form asks only for what was filled in: addresses stay short.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
    const again = event.target;
    setTimeout(() => { for (const field of again.elements) field.disabled = false; }, 0);
  });

  // A choice that is an address of its own.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  // The drawer is shut where it stands, and the address says so.
  document.addEventListener("click", (event) => {
    const drawer = event.target.closest("[data-close]")?.closest("#drawer");
    if (!drawer) return;
    event.preventDefault();
    drawer.replaceChildren();
    if (drawer.dataset.back) history.replaceState(null, "", drawer.dataset.back);
    const row = document.querySelector("[data-open]");
    row?.removeAttribute("data-open");
    row?.querySelector("[data-step]")?.focus({ preventScroll: true });
  });

  // A list row that is open in the drawer is marked.
  document.addEventListener("htmx:afterSwap", (event) => {
    const drawer = event.detail.target;
    if (drawer.id !== "drawer") return;
    for (const one of document.querySelectorAll("[data-open]")) one.removeAttribute("data-open");
    event.detail.requestConfig.elt.closest("li, tr")?.setAttribute("data-open", "");
  });
})();
