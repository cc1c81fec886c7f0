// The reading desk's keys. Everything they do has a button; without this script only the keys are missing.
"use strict";

(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const KEPT = "plenum-desk-keys";
  const wide = window.matchMedia("(min-width: 1000px)");
  let current = null; // the id of the figure that keys act upon

  const cards = () => Array.from(desk.querySelectorAll("[data-figure]"));
  const card = () => (current ? document.getElementById(current) : null);

  function show(chosen) {
    for (const one of desk.querySelectorAll(".here")) one.classList.remove("here");
    current = chosen.id;
    chosen.classList.add("here");
    const words = document.getElementById(chosen.dataset.at);
    if (!words) return;
    words.classList.add("here");
    if (wide.matches) words.scrollIntoView({ block: "nearest" });
  }

  function go(chosen) {
    if (!chosen) return;
    chosen.focus();
    chosen.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = cards();
    const at = all.findIndex((one) => one.id === current);
    go(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function act(what) {
    const button = card()?.querySelector(`[data-do="${what}"]`);
    if (!button) return false;
    button.click();
    return true;
  }

  const ACTS = {
    j: () => step(1),
    k: () => step(-1),
    c: () => act("confirm"),
    e: () => act("correct"),
    u: () => act("undo"),
    r: () => {
      if (!act("reject")) return;
      card().querySelector(".reject").open = true;
      card().querySelector(".reject input[name=reason]").focus();
    },
    t: () => card()?.querySelector("[data-text]").click(),
    "/": () => document.querySelector("[data-find]")?.focus(),
    "?": () => {
      const list = document.querySelector(".desk-more");
      list.open = !list.open;
      if (list.open) list.querySelector("summary").focus();
    },
  };

  const isTyping = (element) => element.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      const inside = event.target.closest("[data-figure]");
      if (!inside) return;
      const form = inside.querySelector(".correct-form [data-do=cancel]");
      const reject = inside.querySelector("details[open]");
      if (form) form.click();
      else if (reject) reject.open = false;
      go(inside);
      return;
    }
    const keys = document.querySelector("[data-keys]");
    if (!keys.checked || isTyping(event.target) || !ACTS[event.key]) return;
    event.preventDefault();
    ACTS[event.key]();
  });

  // The figure in which the focus is, is the one that keys act upon.
  desk.addEventListener("focusin", (event) => {
    const inside = event.target.closest("[data-figure]");
    if (inside) show(inside);
  });

  // A value in the text leads to its figure, and the keys go on from there.
  desk.addEventListener("click", (event) => {
    const value = event.target.closest("a[data-value]");
    const chosen = value && document.getElementById(`figure-${value.dataset.value}`);
    if (chosen && wide.matches) {
      event.preventDefault();
      history.replaceState(null, "", `#${chosen.id}`);
      go(chosen);
    }
  });

  // What the server put in place of a figure is marked as the one it replaced was.
  document.body.addEventListener("htmx:afterSettle", () => {
    const chosen = card();
    if (chosen) show(chosen);
  });

  const keys = document.querySelector("[data-keys]");
  keys.closest("label").hidden = false;
  try {
    keys.checked = localStorage.getItem(KEPT) !== "off";
  } catch {
    keys.checked = true;
  }
  keys.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, keys.checked ? "on" : "off");
    } catch {
      // A browser that keeps nothing asks anew on every page.
    }
  });

  const linked = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (linked?.matches("[data-figure]")) go(linked);
  else if (linked?.matches("a[data-value]")) {
    const chosen = document.getElementById(`figure-${linked.dataset.value}`);
    if (chosen) {
      show(chosen);
      if (wide.matches) chosen.scrollIntoView({ block: "nearest" });
    }
  }
})();
