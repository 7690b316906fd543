// Files on their way to the gateway, two at a time.
import { submit } from "/web/api.js";
import { draw } from "/web/draw.js";
import { say, why } from "/web/words.js";

const AT_ONCE = 2;
const MOST_BYTES = 64 * 1024 * 1024; // the gateway refuses more; here it is told before the way
const waiting = [];
let running = 0;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Hands in each file; `accepted(job)` is called for each that is in the ledger. */
export function handIn(files, profiles, list, accepted) {
  for (const file of files) {
    const row = draw("li");
    list.append(row);
    // The same id on every try: a job is not made twice when only the answer was lost.
    waiting.push({ file, profiles, row, accepted, id: newId() });
    show(row, file, say("upload_waits"), 0);
  }
  next();
}

function show(row, file, words, percent, ...buttons) {
  row.replaceChildren(
    draw("div", { class: "row" }, draw("span", { class: "name" }, file.name), draw("span", { class: "soft" }, words)),
    percent === null ? draw("div", { class: "row end" }, buttons) : draw("progress", { max: 100, value: percent, "aria-label": file.name }),
  );
}

async function next() {
  if (running >= AT_ONCE || !waiting.length) return;
  const { file, profiles, row, accepted, id } = waiting.shift();
  running += 1;
  next();
  try {
    if (file.size > MOST_BYTES) throw { reason: "DUMP_TOO_LARGE" };
    const job = await submit(file, profiles, id, (percent) => show(row, file, say("uploading", { percent }), percent));
    row.remove();
    accepted(job);
  } catch (error) {
    const words = error.reason === "NETWORK" ? say("network") : why(error.reason, error.message);
    const again = draw("button", { type: "button" }, say("again"));
    const dismiss = draw("button", { type: "button", class: "quiet" }, say("dismiss"));
    again.addEventListener("click", () => {
      waiting.push({ file, profiles, row, accepted, id });
      show(row, file, say("upload_waits"), 0);
      next();
    });
    dismiss.addEventListener("click", () => row.remove());
    show(row, file, "", null, draw("span", { class: "problem", role: "alert" }, say("upload_failed", { why: words })), again, dismiss);
  } finally {
    running -= 1;
    next();
  }
}
