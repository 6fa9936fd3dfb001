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
    event.preventDefault();
    const stops = [...document.querySelectorAll("[data-step]")];
    const at = stops.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(at + 1, stops.length - 1) : Math.max(at - 1, 0);
    stops[next]?.focus();
  }
});

// What an address leads to may be inside of what is folded, and steps are folded themselves.
const unfold = () => {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const folded = target?.matches("details") ? target : target?.querySelector(":scope > details") ?? target?.closest("details");
  if (folded) {
    folded.open = true;
    target.scrollIntoView({ block: "center" });
  }
};
window.addEventListener("hashchange", unfold);
unfold();

// Where much depends on a yes, it can be said once the end of all that it is about was on the screen.
const review = () => {
  const form = document.querySelector("form[data-review]");
  if (!form || form.dataset.reviewed) {
    return;
  }
  form.dataset.reviewed = "begun";
  const approve = form.querySelector("#approve");
  const hint = form.querySelector("#unseen");
  const unseen = new Set(form.querySelectorAll("[data-end]"));
  const settle = () => {
    const done = unseen.size === 0;
    form.elements.seen.value = done ? "screen" : "";
    approve.setAttribute("aria-disabled", String(!done));
    hint.textContent = done ? "" : form.dataset.unseen;
  };
  const observer = new IntersectionObserver((entries) => {
    entries.filter((each) => each.isIntersecting).forEach((each) => {
      unseen.delete(each.target);
      observer.unobserve(each.target);
    });
    settle();
  });
  unseen.forEach((end) => observer.observe(end));
  settle();
  form.addEventListener("submit", (event) => {
    if (unseen.size > 0) {
      event.preventDefault();
      [...unseen][0].scrollIntoView({ block: "center" });
    }
  });
};
review();

// What a person has unfolded stays so when the screen is brought up to date, and so does where they are.
let open = [];
let focused = null;
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#run details")].map((each) => each.open);
  focused = document.activeElement?.matches("[data-step]") ? document.activeElement.getAttribute("href") : null;
});
document.addEventListener("htmx:afterSwap", () => {
  document.querySelectorAll("#run details").forEach((each, i) => {
    each.open = each.open || open[i] === true;
  });
  if (focused) {
    document.querySelector(`[data-step][href="${CSS.escape(focused)}"]`)?.focus();
  }
  review();
  document.dispatchEvent(new Event("errand:shown"));
});

// Notices of what waits, from the open inbox, if the person wants them. They name no content unless the server does.
const TELLS = "errand.tells";
const tell = document.getElementById("tell");
let told = null;

const showTelling = () => {
  const on = "Notification" in window && Notification.permission === "granted" && localStorage.getItem(TELLS) === "yes";
  tell.querySelector("button").setAttribute("aria-pressed", String(on));
  tell.querySelector("[role=status]").textContent = on ? tell.dataset.on : "";
  return on;
};

const heard = (data) => {
  document.title = document.title.replace(/^(\(\d+\) )?/, data.count > 0 ? `(${data.count}) ` : "");
  const fresh = told === null ? [] : data.runs.filter((run) => !told.has(run.key));
  told = new Set(data.runs.map((run) => run.key));
  if (showTelling()) {
    fresh.forEach((run) => {
      const notice = new Notification(run.title, { body: run.text, tag: run.key });
      notice.addEventListener("click", () => location.assign(run.address));
    });
  }
};

if (tell && "Notification" in window) {
  tell.hidden = false;
  showTelling();
  tell.querySelector("button").addEventListener("click", async () => {
    if (showTelling()) {
      localStorage.removeItem(TELLS);
      showTelling();
      return;
    }
    if ((await Notification.requestPermission()) === "granted") {
      localStorage.setItem(TELLS, "yes");
      showTelling();
    } else {
      tell.querySelector("[role=status]").textContent = tell.dataset.denied;
    }
  });
  document.getElementById("inbox-news").addEventListener("sse:waiting", (event) => heard(JSON.parse(event.detail.data)));
}
