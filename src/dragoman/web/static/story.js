// A story: whose words are pointed at or stepped to is marked, and its whole record is shown beside it.
"use strict";

(() => {
  const whole = document.getElementById("whole");
  const reading = document.querySelector(".reading");
  if (!whole || !reading) return;
  const kept = new Map();
  let waiting = 0;
  let shown = null;
  let held = false; // opened by a click or the keyboard: pointing elsewhere does not take it away

  const cardOf = (id) => reading.querySelector(`[data-card="${CSS.escape(id)}"]`);

  function mark(id) {
    for (const one of reading.querySelectorAll(".lit")) one.classList.remove("lit");
    for (const one of reading.querySelectorAll(`[data-record="${CSS.escape(id)}"]`)) one.classList.add("lit");
    cardOf(id)?.classList.add("lit");
  }

  async function show(id) {
    const link = cardOf(id)?.querySelector("[data-whole]");
    mark(id);
    if (!link || shown === id) return;
    shown = id;
    if (!kept.has(id)) {
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      kept.set(id, await answer.text());
    }
    if (shown !== id) return;
    whole.innerHTML = kept.get(id);
    whole.hidden = false;
    window.htmx?.process(whole);
  }

  function hide() {
    shown = null;
    held = false;
    whole.hidden = true;
    for (const one of reading.querySelectorAll(".lit")) one.classList.remove("lit");
  }

  const idAt = (target) => target.closest("[data-record]")?.dataset.record || target.closest("[data-card]")?.dataset.card;

  reading.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || held) return;
    const id = idAt(event.target);
    clearTimeout(waiting);
    if (id) waiting = setTimeout(show, 90, id);
  });
  reading.addEventListener("focusin", (event) => {
    const id = event.target.closest("[data-card]")?.dataset.card;
    if (!id) return;
    held = true;
    show(id);
    reading.querySelector(`[data-record="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  });
  reading.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("a:not([data-whole])")) return;
    const id = idAt(event.target);
    if (!id) return;
    event.preventDefault();
    held = true;
    show(id);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#whole [data-close]")) { hide(); document.activeElement?.blur(); }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (whole.contains(event.detail.target) && shown) kept.delete(shown);
  });

  if (location.hash.length > 1) {
    const id = decodeURIComponent(location.hash.slice(1));
    cardOf(id)?.querySelector("[data-step]")?.focus({ preventScroll: true });
    cardOf(id)?.scrollIntoView({ block: "center" });
  }
})();
