// One job as a card in the list.
import { artefactPath, json, save } from "/web/api.js";
import { draw, size } from "/web/draw.js";
import { recovered } from "/web/recovered.js";
import { has, language, say, why } from "/web/words.js";

const OUTLINE_SHOWN_BYTES = 20 * 1024 * 1024;
const ENDED = ["done", "failed", "cancelled"];

export const ended = (job) => ENDED.includes(job.state);
export const called = (job) => job.title || job.name || job.id;
// Documents in the order they were asked for, the outline last.
const sorted = (job) => [...job.artefacts].sort((a, b) => place(job, a) - place(job, b));
const place = (job, { name }) => (name.endsWith(".outline.json") ? Infinity : job.profiles.findIndex((profile) => name.endsWith(`-${profile}.docx`)));
const outlineOf = (job) => job.artefacts.find((artefact) => artefact.name.endsWith(".outline.json"));

/** How the job stands, in words. */
export function standing(job) {
  if (job.state !== "running") return say(`state_${job.state}`);
  const reading = job.steps.some((step) => step.name === "outline" && step.state !== "done");
  return say(reading ? "running_outline" : "running_render");
}

/** The card. `open`: show what was recovered. `act(verb, job)` does cancel, retry, delete, toggle; `problem(error)` tells. */
export function card(job, { open, act, problem, sentences }) {
  const found = outlineOf(job);
  const element = draw(
    "li",
    { class: "job", id: `job-${job.id}` },
    draw(
      "div",
      { class: "job-head" },
      draw("div", {}, draw("h3", {}, called(job)), draw("p", { class: "soft" }, about(job))),
      draw("span", { class: `state ${job.state}` }, standing(job)),
    ),
    job.state === "done" ? null : draw("ol", { class: "steps" }, job.steps.map(step)),
    job.state === "failed" ? draw("p", { class: "why" }, `${why(job.reason, job.message)} `, draw("code", {}, job.reason)) : null,
    draw(
      "div",
      { class: "actions" },
      sorted(job).map((artefact) => download(job, artefact, problem)),
      found ? button(open ? "hide" : "show", "toggle", { class: "quiet", "aria-expanded": String(open) }) : null,
      draw("span", { class: "push" }),
      ended(job) ? null : button("cancel", "cancel"),
      ["failed", "cancelled"].includes(job.state) ? button("retry", "retry") : null,
      ended(job) ? button("delete", "delete", { class: "quiet" }) : null,
    ),
    open && found ? details(job, found, sentences) : null,
  );
  return element;

  function button(word, verb, more = {}) {
    return draw("button", { type: "button", "data-verb": verb, "aria-label": `${say(word)}: ${called(job)}`, onclick: () => act(verb, job), ...more }, say(word));
  }
}

function about(job) {
  const when = new Date(job.created);
  const today = when.toDateString() === new Date().toDateString();
  const told = when.toLocaleString(language() === "zh" ? "zh-CN" : "en", today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
  return [job.title ? job.name : null, size(job.dump_size), told].filter(Boolean).join(" · ");
}

function profileName(profile) {
  return has(`profile_${profile}`) ? say(`profile_${profile}`) : profile;
}

function step({ name, state, attempts }) {
  const words = name === "outline" ? say("step_outline") : profileName(name.replace("render:", ""));
  return draw(
    "li",
    { class: state },
    words,
    draw("span", { class: "unseen" }, ` (${say(`step_state_${state}`)})`),
    attempts > 1 && state !== "done" ? ` (${say("attempts", { n: attempts })})` : null,
  );
}

function download(job, artefact, problem) {
  const profile = job.profiles.find((name) => artefact.name.endsWith(`-${name}.docx`));
  const words = profile ? profileName(profile) : artefact.name.endsWith(".outline.json") ? say("outline_file") : artefact.name;
  const element = draw(
    "button",
    { type: "button", class: profile ? "download" : "download quiet", "data-verb": `save-${artefact.name}`, title: `${artefact.name} (${size(artefact.size)})`, "aria-label": say("download", { name: artefact.name }) },
    words,
  );
  element.addEventListener("click", async () => {
    element.disabled = true;
    try {
      await save(job.id, artefact.name);
    } catch (error) {
      problem(error);
    } finally {
      element.disabled = false;
      element.focus();
    }
  });
  return element;
}

const read = new Map(); // outlines by digest: immutable, so never stale

function details(job, artefact, sentences) {
  const place = draw("div", { class: "found" }, draw("p", { class: "soft" }, say("loading")));
  if (artefact.size > OUTLINE_SHOWN_BYTES) {
    place.replaceChildren(draw("p", { class: "soft" }, say("too_large")));
    return place;
  }
  if (!read.has(artefact.digest)) read.set(artefact.digest, json(artefactPath(job.id, artefact.name)));
  read.get(artefact.digest).then(
    (outline) => place.replaceChildren(...recovered(outline, sentences).filter(Boolean)),
    (error) => {
      read.delete(artefact.digest);
      place.replaceChildren(draw("p", { class: "problem" }, why(error.reason, error.message)));
    },
  );
  return place;
}
