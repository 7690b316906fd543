// The list: rows as they change, files handed in, several at once.
import { announce, part, problem, say } from "/web/http.js";
import { tellTimes } from "/web/frame.js";
import { follow } from "/web/live.js";
import { begin as beginBulk } from "/web/bulk.js";
import { begin as beginUploads } from "/web/uploads.js";

const table = document.getElementById("jobs");
const body = table.tBodies[0];
const rowOf = (id) => document.getElementById(`job-${id}`);
const pending = new Map(); // id → a fetch that is under way, so that a burst of changes is one

/** Puts the row as it stands now in its place; a new one at the top, where the list begins and shows everything. */
async function refresh(id) {
  if (pending.get(id)) return pending.set(id, 2);
  do {
    pending.set(id, 1);
    try {
      place(id, (await part(`/rows/${encodeURIComponent(id)}`)).querySelector("tr") ?? null);
    } catch (error) {
      if (error.status === 404) rowOf(id)?.remove();
      else problem(error);
    }
  } while (pending.get(id) === 2);
  pending.delete(id);
}

function place(id, row) {
  const old = rowOf(id);
  if (!row) return;
  tellTimes(row);
  if (old) {
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") ?? "input" : "";
    const picked = old.querySelector("[name=pick]")?.checked;
    if (picked) row.querySelector("[name=pick]").checked = true;
    if (old.dataset.state !== row.dataset.state)
      announce(say("said", { name: row.dataset.title, state: row.dataset.standing }));
    old.replaceWith(row);
    if (focused) row.querySelector(focused === "input" ? "input" : `[href="${CSS.escape(focused)}"]`)?.focus();
  } else if (table.dataset.first && !table.dataset.filtered) {
    const older = [...body.rows].find((other) => other.dataset.id < id);
    body.insertBefore(row, older ?? null);
  }
  document.getElementById("empty").hidden = body.rows.length > 0;
}

beginBulk(body);
beginUploads((job) => refresh(job.id));
follow("/v1/events", {
  changed: (job) => {
    if (!(Number(rowOf(job.id)?.dataset.version) >= job.version)) refresh(job.id);
  },
  deleted: (id) => rowOf(id)?.remove(),
  begun: () => {
    for (const row of body.rows) if (!["done", "failed", "cancelled"].includes(row.dataset.state)) refresh(row.dataset.id);
  },
});
document.documentElement.dataset.ready = "yes";
