// Text of a block, or a field of the metadata, typed in its place.
import { draw } from "/web/draw.js";
import { say } from "/web/http.js";

/** Whether something is being typed: what is shown is not replaced then. */
export const isTyping = () => Boolean(document.querySelector(".block textarea, .facts input"));

const over = () => document.dispatchEvent(new CustomEvent("quire:typed"));

/** Ctrl+Enter saves; Enter with nothing changed splits the block at the caret; Escape leaves it. */
export function typeText(block, done) {
  const parts = [...block.childNodes];
  const old = parts.filter((part) => !part.matches?.(".role, .torn")).map((part) => part.textContent).join("");
  const field = draw("textarea", { "aria-label": say("edit_text"), rows: String(Math.max(2, Math.ceil(old.length / 30))) });
  const save = draw("button", { type: "button", class: "strong", onclick: () => finish(true) }, say("save"));
  const leave = draw("button", { type: "button", onclick: () => finish(false) }, say("keep"));
  field.value = old;
  block.replaceChildren(field, draw("span", { class: "row end" }, leave, save));
  field.focus();
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") finish(false);
    else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey || field.value !== old) finish(true);
      else {
        const offset = [...old.slice(0, field.selectionStart)].length;
        restore();
        if (offset && offset < [...old].length) done(old, offset);
        over();
      }
    }
  });

  function restore() {
    block.replaceChildren(...parts);
    document.getElementById("document").focus({ preventScroll: true });
  }

  function finish(keep) {
    const text = field.value.replaceAll("\n", "");
    restore();
    if (keep && text !== old && text.trim()) done(text, 0);
    over();
  }
}

/** Enter saves, Escape leaves it. */
export function typeField(pen, done) {
  const cell = pen.closest("dd");
  const parts = [...cell.childNodes];
  const field = draw("input", { type: "text", value: pen.dataset.value, "aria-label": pen.getAttribute("aria-label") });
  cell.replaceChildren(field);
  field.focus();
  field.select();
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      cell.replaceChildren(...parts);
      over();
    } else if (event.key === "Enter" && !event.isComposing) {
      const value = field.value.trim();
      cell.replaceChildren(...parts);
      if (value !== pen.dataset.value) done(value);
      over();
    }
  });
}
