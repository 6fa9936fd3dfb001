// Conveniences only: everything works without this file.
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  const prompt = document.getElementById("intent");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === prompt) {
    prompt.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
    return;
  }
  if (event.key === "/" && prompt) {
    event.preventDefault();
    prompt.focus();
  } else if (event.key === "j" || event.key === "k") {
    const stops = [...document.querySelectorAll("[data-step]")];
    const at = stops.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(at + 1, stops.length - 1) : Math.max(at - 1, 0);
    stops[next]?.focus();
  }
});

// A line of the code is inside of what may be folded.
const unfold = () => {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const folded = target?.closest("details");
  if (folded) {
    folded.open = true;
    target.scrollIntoView({ block: "center" });
  }
};
window.addEventListener("hashchange", unfold);
unfold();

// What a person has unfolded stays so when the screen is brought up to date.
let open = [];
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#run details")].map((each) => each.open);
});
document.addEventListener("htmx:afterSwap", () => {
  document.querySelectorAll("#run details").forEach((each, i) => {
    each.open = each.open || open[i] === true;
  });
});
