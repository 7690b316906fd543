// Files on their way to the gateway, two at a time; each with its progress, and what went wrong beside it.
import { draw } from "/web/draw.js";
import { Refusal, problem, say } from "/web/http.js";

const AT_ONCE = 2;
const MOST_BYTES = 64 * 1024 * 1024; // the gateway refuses more; here it is told before the way
const RETRY_PAUSES = [1000, 2000, 4000, 8000, 15_000, 30_000]; // a gateway that restarts is back within a minute

const newId = () => crypto.getRandomValues(new Uint8Array(16)).reduce((id, byte) => id + byte.toString(16).padStart(2, "0"), "");
const waiting = [];
let running = 0;

/** `accepted(job)` is called for each file that is in the ledger. */
export function begin(accepted) {
  const drop = document.getElementById("drop");
  const field = document.getElementById("files");
  const chosen = () => {
    take([...field.files], accepted);
    field.value = "";
  };
  field.addEventListener("change", chosen);
  if (field.files.length) chosen(); // before this module was here
  for (const type of ["dragenter", "dragover"])
    addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  addEventListener("dragleave", (event) => event.relatedTarget || drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take([...event.dataTransfer.files], accepted);
  });
}

function take(files, accepted) {
  const profiles = [...document.querySelectorAll("[name=profile]:checked")].map((box) => box.value);
  if (!profiles.length) return problem(new Refusal(0, { message: say("choose_profile") }));
  for (const file of files) {
    const row = draw("li");
    document.getElementById("uploads").append(row);
    // The same id on every try: a job is not made twice when only the answer was lost.
    const upload = { file, profiles, row, id: newId(), accepted, tries: 0 };
    waiting.push(upload);
    show(upload, say("waits"), 0);
  }
  next();
}

async function next() {
  if (running >= AT_ONCE || !waiting.length) return;
  const upload = waiting.shift();
  running += 1;
  next();
  try {
    if (upload.file.size > MOST_BYTES) throw new Refusal(422, { reason: "DUMP_TOO_LARGE" });
    const job = await send(upload);
    upload.row.remove();
    upload.accepted(job);
  } catch (error) {
    failed(upload, error);
  } finally {
    running -= 1;
    next();
  }
}

function failed(upload, error) {
  const away = error.status === 0 || error.status === 429 || error.status >= 500;
  if (error.status === 401) problem(error);
  if (away && upload.tries < RETRY_PAUSES.length) {
    show(upload, error.message, 0);
    setTimeout(() => again(upload), RETRY_PAUSES[upload.tries++]);
    return;
  }
  const retry = draw("button", { type: "button", onclick: () => again(upload) }, say("again"));
  const dismiss = draw("button", { type: "button", class: "quiet", onclick: () => upload.row.remove() }, say("dismiss"));
  const why = draw("span", { class: "problem", role: "alert" }, say("failed", { why: error.message }));
  show(upload, "", null, why, away ? retry : null, dismiss);
}

function again(upload) {
  waiting.push(upload);
  show(upload, say("waits"), 0);
  next();
}

function show({ row, file }, words, percent, ...children) {
  row.replaceChildren(
    draw("div", { class: "row" }, draw("span", { class: "name" }, draw("bdi", {}, file.name)), draw("span", { class: "soft" }, words)),
    percent === null
      ? draw("div", { class: "row end" }, children)
      : draw("progress", { max: 100, value: percent, "aria-label": file.name }),
  );
}

/** Sends the file as it is. Resolves to the job. */
function send(upload) {
  const { file, profiles, id } = upload;
  const query = new URLSearchParams({ name: file.name.slice(-200), request_id: id });
  for (const profile of profiles) query.append("profile", profile);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch cannot tell how much of a body is sent
    request.open("POST", `/v1/jobs?${query}`);
    request.setRequestHeader("X-Quire-Page", "1");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      const percent = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
      show(upload, say("uploading", { percent }), percent);
    };
    request.onerror = () => reject(new Refusal(0, { reason: "NETWORK", message: say("network") }));
    request.onload = () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch { /* an answer of something between us and the gateway */ }
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else reject(new Refusal(request.status, answer));
    };
    request.send(file);
  });
}
