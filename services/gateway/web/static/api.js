// The gateway as the page sees it. Calls go with the session's cookie, which no script can read; a refusal is thrown as
// {reason, message, status}.
const MARK = { "X-Quire-Page": "1" }; // what another site's page cannot send

export const session = {
  begin: (key) => call("/v1/session", { method: "POST", headers: { Authorization: `Bearer ${key}` } }),
  end: () => call("/v1/session", { method: "DELETE" }).catch(() => null), // it may have ended by itself
};

export class Refusal extends Error {
  constructor(status, told) {
    super(told.message ?? "");
    this.status = status;
    this.reason = told.reason ?? "";
  }
}

async function refused(response) {
  let told = {};
  try {
    told = await response.json();
  } catch { /* an answer of something between us and the gateway */ }
  return new Refusal(response.status, told);
}

export async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { ...MARK, ...options.headers } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, { reason: "NETWORK" });
  }
  if (!response.ok) throw await refused(response);
  return response;
}

export const json = async (path, options) => (await call(path, options)).json();
export const jobPath = (id, rest = "") => `/v1/jobs/${encodeURIComponent(id)}${rest}`;
export const artefactPath = (id, name) => jobPath(id, `/artefacts/${encodeURIComponent(name)}`);

/** Sends a file as it is; `told(percent)` is called as it goes. Resolves to the job. */
export function submit(file, profiles, requestId, told) {
  const query = new URLSearchParams({ name: file.name.slice(-200), request_id: requestId });
  for (const profile of profiles) query.append("profile", profile);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch cannot tell how much of a body is sent
    request.open("POST", `/v1/jobs?${query}`);
    for (const [name, value] of Object.entries(MARK)) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && told(Math.floor((100 * event.loaded) / event.total));
    request.onerror = () => reject(new Refusal(0, { reason: "NETWORK" }));
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

/** Saves an artefact under its name. */
export async function save(id, name) {
  const blob = await (await call(artefactPath(id, name))).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Server-sent events, read with fetch because an EventSource does not tell why it was refused. Ends when the server ends it. */
export async function* events(path, signal) {
  const response = await call(path, { headers: { Accept: "text/event-stream" }, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const event = { type: "message", data: "" };
      for (const line of part.split("\n")) {
        if (line.startsWith("event:")) event.type = line.slice(6).trim();
        if (line.startsWith("data:")) event.data += line.slice(5).trim();
      }
      if (event.data) yield { type: event.type, data: JSON.parse(event.data) };
    }
  }
}
