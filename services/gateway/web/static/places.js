// Places to look at, one after the other.
import { show } from "/web/jump.js";
import { narrow, open } from "/web/tabs.js";

let at = -1;

export function begin() {
  const rail = document.getElementById("rail");
  if (!rail) return;
  at = -1;
  rail.addEventListener("click", (event) => {
    const link = event.target.closest("[data-at], [data-block]");
    if (!link) return;
    at = [...rail.querySelectorAll(".place")].indexOf(link.closest(".place"));
    go(link);
  });
  document.getElementById("next")?.addEventListener("click", () => step(1));
  document.getElementById("previous")?.addEventListener("click", () => step(-1));
}

function step(by) {
  const list = [...document.querySelectorAll(".place")];
  if (!list.length) return;
  at = at < 0 && by < 0 ? list.length - 1 : (at + by + list.length) % list.length;
  list[at].focus({ preventScroll: false });
  go(list[at]);
}

function go(link) {
  for (const old of document.querySelectorAll(".place[aria-current]")) old.removeAttribute("aria-current");
  link.closest(".place")?.setAttribute("aria-current", "true");
  if (narrow()) open("document");
  show({ at: link.dataset.at, block: link.dataset.block });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog")) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "?") document.getElementById("shortcuts")?.showModal();
});
