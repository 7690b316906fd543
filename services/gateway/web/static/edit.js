// Corrections of the document: keys and buttons become edits, which the gateway adds to the document's log.
import { announce, jobPath, json, post, problem } from "/web/http.js";
import { bring, select, selected } from "/web/jump.js";
import { isTyping, typeField, typeText } from "/web/typing.js";

const KEYS = { b: "paragraph", o: "point", t: "title", x: "furniture" };
const ACTS = { e: "text", s: "split", j: "join", u: "undo", y: "redo", r: "raw" };
const desk = () => document.getElementById("desk");
let refresh = async () => {};
let mark = null; // the repaired stretch or the furniture that was clicked last
let queue = Promise.resolve(); // keys come faster than answers: one edit after the other

/** "3:120" as the wire has it. */
const place = (at) => {
  const [page, start] = at.split(":").map(Number);
  return { page, start };
};

/** Sends what `make` gives, after all that was asked for before; then shows the document, with the same block selected. */
function edit(make) {
  queue = queue.then(async () => {
    const edits = make();
    if (!edits) return;
    const anchor = selected()?.dataset.anchor;
    try {
      const answer = await post(jobPath(desk().dataset.id, "/edits"), { revision: Number(desk().dataset.revision), edits: [edits] });
      desk().dataset.revision = (await answer.json()).revision;
      await shown(anchor);
    } catch (error) {
      if (error.reason === "EDIT_CONFLICT") await shown(anchor);
      problem(error);
    }
  });
}

async function shown(anchor) {
  await refresh();
  const block = anchor ? document.querySelector(`.block[data-anchor="${CSS.escape(anchor)}"]`) : null;
  if (block) select(block);
  document.getElementById("document")?.focus({ preventScroll: true });
}

function role(name, level = 0) {
  if (mark?.matches(".furniture") && name === "paragraph") return raw(mark);
  const anchor = selected()?.dataset.anchor;
  if (anchor) edit(() => ({ setRole: { at: place(anchor), role: name, level } }));
}

/** Undo and redo are of the log as it stands when their turn comes. */
const back = (name) => edit(() => Number(desk().dataset[name]) && { undo: { number: Number(desk().dataset[name]) } });

function act(name) {
  const block = selected();
  const at = block?.dataset.anchor ? place(block.dataset.anchor) : null;
  if (name === "undo" || name === "redo") back(name);
  else if (name === "render") queue = queue.then(render);
  else if (name === "raw" || name === "back") mark && raw(mark);
  else if (!at) return;
  else if (name === "text")
    typeText(block, (text, offset) => edit(() => (offset ? { split: { at, offset } } : { setText: { at, text } })));
  else if (name === "join") edit(() => ({ join: { at } }));
  else if (name === "split") split(block, at);
}

function raw(stretch) {
  if (stretch.matches("ins")) {
    const [page, rest] = stretch.dataset.span.split(":");
    edit(() => ({ undoRepair: { at: { page: Number(page), start: Number(rest.split("-")[0]) } } }));
  } else if (stretch.matches(".furniture")) edit(() => ({ putBack: { at: place(stretch.dataset.at) } }));
  else if (stretch.matches(".deleted")) edit(() => ({ undoRepair: { at: place(stretch.dataset.at) } }));
}

/** Splits where the caret stands in the block. */
function split(block, at) {
  const caret = getSelection();
  if (!caret.anchorNode || !block.contains(caret.anchorNode)) return;
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(caret.anchorNode, caret.anchorOffset);
  const before = range.cloneContents();
  for (const aside of before.querySelectorAll(".role, .torn")) aside.remove();
  const offset = [...before.textContent].length;
  if (offset) edit(() => ({ split: { at, offset } }));
}

async function render() {
  try {
    announce(document.querySelector("[data-edit=render]").textContent);
    await post(jobPath(desk().dataset.id, "/render"));
    await refresh();
  } catch (error) {
    problem(error);
  }
}

/** `refreshed` shows the document as it stands. Called for each new state of the page. */
export function begin(refreshed) {
  refresh = refreshed;
  mark = null;
  const tools = document.querySelector(".tools");
  if (!tools) return;
  tools.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays in the block
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.role) role(button.dataset.role, Number(button.dataset.level || 0));
    else if (button?.dataset.edit) act(button.dataset.edit);
  });
  for (const pen of document.querySelectorAll("[data-field]"))
    pen.addEventListener("click", () => typeField(pen, (value) => edit(() => ({ setMetadata: { field: pen.dataset.field, value } }))));
  for (const pane of document.querySelectorAll(".pane"))
    pane.addEventListener("click", (event) => {
      mark = event.target.closest("ins, .furniture, .deleted");
      tools.querySelector("[data-edit=raw]").hidden = !mark || mark.matches(".furniture");
      tools.querySelector("[data-edit=back]").hidden = !mark?.matches(".furniture");
    });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".tools")) return;
  if (event.target.closest?.("input, textarea, select, dialog")) return;
  if (/^[1-6]$/.test(event.key)) role("heading", Number(event.key));
  else if (KEYS[event.key]) role(KEYS[event.key]);
  else if (ACTS[event.key]) act(ACTS[event.key]);
  else return;
  event.preventDefault();
});

/** What others did meanwhile is shown when the page is looked at again. */
addEventListener("focus", async () => {
  if (!desk()?.dataset.revision || isTyping()) return;
  try {
    const { revision } = await json(jobPath(desk().dataset.id, "/edits"));
    const anchor = selected()?.dataset.anchor;
    if (revision !== Number(desk().dataset.revision)) {
      await refresh();
      const block = anchor ? document.querySelector(`.block[data-anchor="${CSS.escape(anchor)}"]`) : null;
      if (block) {
        select(block);
        bring(block);
      }
    }
  } catch (error) {
    problem(error);
  }
});
