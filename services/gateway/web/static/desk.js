// A document at the desk.
import { call, jobPath, part, problem } from "/web/http.js";
import { begin as beginEdit } from "/web/edit.js";
import { begin as beginJump } from "/web/jump.js";
import { begin as beginPlaces } from "/web/places.js";
import { begin as beginPreview } from "/web/preview.js";
import { begin as beginTabs } from "/web/tabs.js";
import { follow } from "/web/live.js";
import { isTyping } from "/web/typing.js";
import { tellTimes } from "/web/frame.js";

const desk = () => document.getElementById("desk");

function begin() {
  beginTabs();
  beginJump();
  beginPlaces();
  beginPreview();
  beginEdit(async () => {
    await refresh();
    watch();
  });
}

let refreshing = null; // the fetch that is under way
let again = null; // the one that comes after it: a burst of changes is one

/** Shows the page as it stands now, one after the other; the panes stay where they were. */
export function refresh() {
  if (!refreshing) return (refreshing = renew().finally(() => (refreshing = null)));
  again ??= refreshing.catch(() => null).then(() => {
    again = null;
    return refresh();
  });
  return again;
}

let stale = false;

async function renew() {
  const tops = new Map([...document.querySelectorAll(".pane, .rail")].map((pane) => [pane.id, pane.scrollTop]));
  const open = new Set([...document.querySelectorAll(".rail details[open]")].map((part) => part.id));
  const page = await part(location.pathname);
  stale = isTyping(); // what is being typed stays; the rest is shown afterwards
  if (stale) return;
  desk().replaceWith(document.adoptNode(page.getElementById("desk")));
  tellTimes(desk());
  begin();
  for (const details of document.querySelectorAll(".rail details")) details.open = open.has(details.id) || details.open;
  for (const [id, top] of tops) {
    const pane = document.getElementById(id);
    if (pane) pane.scrollTop = top;
  }
}

document.addEventListener("click", async (event) => {
  const verb = event.target.closest?.("[data-act]")?.dataset.act;
  if (!verb) return;
  try {
    await call(jobPath(desk().dataset.id, `/${verb}`), { method: "POST" });
    await refresh();
    watch();
  } catch (error) {
    problem(error);
  }
});
document.addEventListener("quire:typed", () => stale && refresh().catch(problem));
for (const button of document.querySelectorAll("[data-close]"))
  button.addEventListener("click", () => button.closest("dialog").close());

let watching = false;

/** Follows the job to its end. */
export async function watch() {
  if (watching || ["done", "failed", "cancelled"].includes(desk().dataset.state)) return;
  watching = true;
  await follow(jobPath(desk().dataset.id, "/events"), {
    changed: (job) => {
      if (job.version > Number(desk().dataset.version)) refresh().catch(problem);
      if (["done", "failed", "cancelled"].includes(job.state)) watching = false;
    },
    over: () => !watching,
  });
}

begin();
watch();
document.documentElement.dataset.ready = "yes";
