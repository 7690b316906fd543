// From a stretch of the document to its place in the source, and back.
import { narrow, open } from "/web/tabs.js";

const marks = (root, name, value) => (value ? [...root.querySelectorAll(`[data-${name}="${CSS.escape(value)}"]`)] : []);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Brings `element` into the middle of its pane. */
export function bring(element) {
  element?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
}

/** Lights what lies at a place in both panes, brings it into view, and selects its block. */
export function show({ at = "", block = "" }, from = null) {
  const source = document.getElementById("source");
  const pane = document.getElementById("document");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  let here = marks(pane, "at", at);
  if (!here.length && block !== "" && block !== "-1") here = marks(pane, "block", block);
  const chosen = here[0]?.closest(".block") ?? null;
  let there = marks(source, "at", at);
  if (!there.length && chosen) there = marks(source, "block", chosen.dataset.block);
  for (const element of [...here, ...there]) element.classList.add("lit");
  if (chosen) select(chosen);
  if (from !== source) bring(there[0]);
  if (from !== pane) bring(chosen ?? here[0]);
}

/** Makes a block the one that keys speak of. */
export function select(block) {
  for (const old of document.querySelectorAll(".block.selected")) old.classList.remove("selected");
  block.classList.add("selected");
  document.dispatchEvent(new CustomEvent("quire:selected", { detail: block }));
}

export const selected = () => document.querySelector(".block.selected");

export function begin() {
  const source = document.getElementById("source");
  const pane = document.getElementById("document");
  if (!source) return;
  for (const side of [source, pane])
    side.addEventListener("click", (event) => {
      if (String(getSelection()) || event.target.closest("button, a, textarea")) return;
      const mark = event.target.closest("[data-at]");
      const block = event.target.closest("[data-block]");
      if (mark || block) show({ at: mark?.dataset.at, block: block?.dataset.block }, side);
    });
  pane.addEventListener("keydown", (event) => {
    if (event.target.closest("textarea, input")) return;
    const now = selected();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = now ? (event.key === "ArrowDown" ? now.nextElementSibling : now.previousElementSibling) : pane.querySelector(".block");
      if (next?.classList.contains("block")) {
        select(next);
        bring(next);
      }
    } else if (event.key === "Enter" && now) {
      if (narrow()) open("source");
      show({ block: now.dataset.block }, pane);
    }
  });
}
