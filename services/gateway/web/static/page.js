// The page: the key, the files, the list.
import { call, events, jobPath, json, session } from "/web/api.js";
import { draw } from "/web/draw.js";
import { called, card, ended, standing } from "/web/job.js";
import { handIn } from "/web/uploads.js";
import { chooseLanguage, has, language, put, say, why } from "/web/words.js";

const at = (id) => document.getElementById(id);
const jobs = new Map(); // by id, newest first
const opened = new Set();
const mine = new Set(); // handed in here: opened when they are done
const profiles = new Map(); // name → chosen
let sentences = {};
let nextPage = "";
let following = null;

function problem(error) {
  if (error.name === "AbortError") return;
  if (error.status === 401) return askForKey(error);
  at("list-problem").textContent = error.reason === "NETWORK" ? say("network") : why(error.reason, error.message);
}

// --- the key

function askForKey(error = null) {
  following?.abort();
  at("desk").hidden = at("forget-key").hidden = at("live").hidden = true;
  at("key-form").hidden = false;
  at("key-problem").textContent = error ? why(error.reason, error.message) : "";
  at("key").value = "";
  at("key").focus();
}

at("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  enter(at("key").value.trim());
});
at("forget-key").addEventListener("click", async () => {
  await session.end();
  askForKey();
});

async function enter(key) {
  try {
    await session.begin(key);
  } catch (error) {
    return askForKey(error);
  }
  start();
}

async function start(first = false) {
  try {
    const known = await json("/v1/profiles");
    for (const { name } of known.profiles) profiles.set(name, profiles.get(name) ?? known.usual.includes(name));
    sentences = (await json("/v1/findings")).findings;
  } catch (error) {
    if (error.status === 401) return askForKey(first ? null : error);
    at("key-form").hidden = true;
    at("desk").hidden = false;
    return problem(error);
  }
  at("key-form").hidden = true;
  at("desk").hidden = at("forget-key").hidden = false;
  drawProfiles();
  follow();
}

// --- handing in

function drawProfiles() {
  at("profiles").replaceChildren(
    ...[...profiles].map(([name, chosen]) =>
      draw(
        "label",
        {},
        draw("input", { type: "checkbox", checked: chosen, onchange: (event) => profiles.set(name, event.target.checked) }),
        has(`profile_${name}`) ? say(`profile_${name}`) : name,
        has(`profile_${name}_about`) ? draw("small", {}, say(`profile_${name}_about`)) : null,
      ),
    ),
  );
}

function take(files) {
  const chosen = [...profiles].filter(([, yes]) => yes).map(([name]) => name);
  at("list-problem").textContent = chosen.length ? "" : say("choose_profile");
  if (!chosen.length || !files.length) return;
  handIn([...files], chosen, at("uploads"), (job) => {
    mine.add(job.id);
    arrived(job);
  });
}

at("files").addEventListener("change", (event) => {
  take(event.target.files);
  event.target.value = "";
});
for (const type of ["dragenter", "dragover"])
  addEventListener(type, (event) => {
    if (at("desk").hidden) return;
    event.preventDefault();
    at("drop").classList.add("over");
  });
addEventListener("dragleave", (event) => event.relatedTarget || at("drop").classList.remove("over"));
addEventListener("drop", (event) => {
  if (at("desk").hidden) return;
  event.preventDefault();
  at("drop").classList.remove("over");
  take(event.dataTransfer.files);
});

// --- the list

function query(page) {
  const asked = new URLSearchParams({ page_size: 30 });
  if (at("state").value) asked.set("state", at("state").value);
  if (at("text").value.trim()) asked.set("text", at("text").value.trim());
  if (page) asked.set("page_token", page);
  return `/v1/jobs?${asked}`;
}

const wanted = (job) =>
  (!at("state").value || job.state === at("state").value) &&
  `${job.name}\n${job.title}`.toLowerCase().includes(at("text").value.trim().toLowerCase());

async function load(page = "") {
  const told = await json(query(page));
  if (!page) {
    jobs.clear();
    at("jobs").replaceChildren();
  }
  for (const job of told.jobs) if (!jobs.has(job.id)) place(job);
  nextPage = told.next_page_token;
  at("more").hidden = !nextPage;
  at("list-problem").textContent = "";
  drawEmpty();
}

function place(job) {
  const known = jobs.get(job.id);
  const old = at(`job-${job.id}`);
  const verb = old?.contains(document.activeElement) ? document.activeElement.dataset.verb : null;
  jobs.set(job.id, job);
  const made = card(job, { open: opened.has(job.id), act, problem, sentences });
  if (old) old.replaceWith(made);
  else {
    const older = [...at("jobs").children].find((element) => jobs.get(element.id.slice(4)).created < job.created);
    at("jobs").insertBefore(made, older ?? null);
  }
  if (verb) (made.querySelector(`[data-verb="${CSS.escape(verb)}"]`) ?? made.querySelector("button"))?.focus();
  return known;
}

function remove(id) {
  jobs.delete(id);
  at(`job-${id}`)?.remove();
  drawEmpty();
}

function arrived(job) {
  if (jobs.get(job.id)?.updated > job.updated) return;
  if (job.state === "done" && mine.delete(job.id)) opened.add(job.id);
  if (!wanted(job)) return remove(job.id);
  const known = place(job);
  if (ended(job) && known && !ended(known)) at("said").textContent = say("said", { name: called(job), state: standing(job) });
  drawEmpty();
}

function drawEmpty() {
  at("empty").hidden = jobs.size > 0;
}

async function act(verb, job) {
  try {
    if (verb === "toggle") {
      if (!opened.delete(job.id)) opened.add(job.id);
      place(job);
    } else if (verb === "delete") {
      if (!(await confirmed(job))) return;
      await call(jobPath(job.id), { method: "DELETE" });
      remove(job.id);
      at("said").textContent = say("deleted", { name: called(job) });
      at("jobs-title").scrollIntoView({ block: "nearest" });
    } else arrived(await json(jobPath(job.id, `/${verb}`), { method: "POST" }));
  } catch (error) {
    if (error.reason === "JOB_UNKNOWN") remove(job.id);
    problem(error);
  }
}

function confirmed(job) {
  const dialog = at("confirm");
  at("confirm-title").textContent = say("delete_title");
  at("confirm-text").textContent = say("delete_text", { name: called(job) });
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

/** Loads the list, then keeps it as the gateway tells; connects again when the line breaks. */
async function follow() {
  following?.abort();
  const { signal } = (following = new AbortController());
  for (let pause = 500; !signal.aborted; pause = Math.min(pause * 2, 10_000)) {
    try {
      let first = true;
      for await (const { type, data } of events("/v1/events", signal)) {
        if (first) {
          await load(); // after the line is up, so that no change falls between
          live(true);
          pause = 500;
          first = false;
        }
        if (type === "job") arrived(data);
        if (type === "deleted") remove(data.id);
      }
    } catch (error) {
      problem(error);
    }
    if (signal.aborted) return;
    live(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function live(on) {
  at("live").hidden = false;
  at("live").classList.toggle("on", on);
  at("live").textContent = say(on ? "live" : "not_live");
}

at("more").addEventListener("click", () => load(nextPage).catch(problem));
at("filter").addEventListener("submit", (event) => event.preventDefault());
at("state").addEventListener("change", () => load().catch(problem));
let typing = 0;
at("text").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => load().catch(problem), 250);
});

// --- language

function speak() {
  put();
  at("language").textContent = say("other_language");
  at("language").lang = language() === "zh" ? "en" : "zh-Hans";
  const chosen = at("state").value;
  at("state").replaceChildren(
    ...["any", "queued", "running", "done", "failed", "cancelled"].map((state) => draw("option", { value: state === "any" ? "" : state }, say(`state_${state}`))),
  );
  at("state").value = chosen;
  drawProfiles();
  for (const job of jobs.values()) place(job);
  live(at("live").classList.contains("on"));
  at("live").hidden = at("desk").hidden;
}
at("language").addEventListener("click", () => {
  chooseLanguage(language() === "zh" ? "en" : "zh");
  speak();
});

// --- begin: a link may carry the key behind "#", which is never sent to a server

const told = new URLSearchParams(location.hash.slice(1));
if (location.hash) history.replaceState(null, "", location.pathname);
speak();
localStorage.removeItem("quire.key"); // what an earlier page kept
if (told.get("key")) enter(told.get("key"));
else start(true);
