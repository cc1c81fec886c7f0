// The little that a page cannot do without a script. Everything works without it, only less at hand.
"use strict";

// A field that takes effect as soon as it changes (the day a page looks from): data-submit-on-change.
document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-submit-on-change]");
  if (field && field.form && field.value !== field.defaultValue && field.checkValidity()) {
    field.form.requestSubmit();
  }
});

// A file too large to be taken is said so before it is sent: data-largest (bytes), data-too-large (the words).
document.addEventListener("change", (event) => {
  const field = event.target.closest("input[type=file][data-largest]");
  if (!field) return;
  const largest = Number(field.dataset.largest);
  const tooLarge = Array.from(field.files).some((file) => file.size > largest);
  field.setCustomValidity(tooLarge ? field.dataset.tooLarge : "");
  field.reportValidity();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

// A folded menu closes by Escape and by a click elsewhere, as readers expect of a menu.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const fold of document.querySelectorAll("details.shell-fold[open]")) {
    fold.open = false;
    fold.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const fold of document.querySelectorAll("details.shell-fold[open]")) {
    if (!fold.contains(event.target)) fold.open = false;
  }
});
