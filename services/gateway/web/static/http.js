// The gateway as the pages see it. Calls go with the session's cookie, which no script can read; a refusal is thrown as
// {reason, message, status}, in the words of the page's language.
const MARK = { "X-Quire-Page": "1" }; // what another site's page cannot send
const words = JSON.parse(document.getElementById("words")?.textContent || "{}");
const reasons = new Map(words.reasons ?? []);

export const say = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "?");

export class Refusal extends Error {
  constructor(status, answer) {
    super(reasons.get(answer.reason) ?? (answer.message || answer.reason || String(status)));
    this.status = status;
    this.reason = answer.reason ?? "";
    this.details = answer.details ?? {};
  }
}

export async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { ...MARK, ...options.headers } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, { reason: "NETWORK", message: words.network });
  }
  if (response.ok) return response;
  throw new Refusal(response.status, await response.json().catch(() => ({})));
}

export const post = (path, body) =>
  call(path, {
    method: "POST",
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
export const json = async (path, options) => (await call(path, options)).json();
export const jobPath = (id, rest = "") => `/v1/jobs/${encodeURIComponent(id)}${rest}`;

/** A part of a page, as the server wrote it. */
export async function part(path) {
  const text = await (await call(path, { headers: { Accept: "text/html" } })).text();
  return new DOMParser().parseFromString(text, "text/html");
}

/** Says what went wrong; who is signed out is sent to the sign-in and comes back here. */
export function problem(error) {
  if (error.name === "AbortError") return;
  if (error.status === 401) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}&reason=${error.reason}`);
    return;
  }
  const place = document.getElementById("problem");
  place.textContent = error.message;
  clearTimeout(problem.timer);
  problem.timer = setTimeout(() => (place.textContent = ""), 12_000);
}

export const announce = (text) => (document.getElementById("said").textContent = text);

/** Server-sent events, read with fetch because an EventSource does not tell why it was refused. */
export async function* events(path, signal) {
  const response = await call(path, { headers: { Accept: "text/event-stream" }, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = parts.pop();
    for (const text of parts) {
      const event = { type: "message", data: "" };
      for (const line of text.split("\n")) {
        if (line.startsWith("event:")) event.type = line.slice(6).trim();
        if (line.startsWith("data:")) event.data += line.slice(5).trim();
      }
      if (event.data) yield { type: event.type, data: JSON.parse(event.data) };
    }
  }
}
