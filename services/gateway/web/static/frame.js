// What every page has: the language, the way out, times in the browser's own zone.
import { call, problem } from "/web/http.js";

const language = document.documentElement.lang;

/** Writes every <time> under `root` as people write it. */
export function tellTimes(root = document) {
  const today = new Date().toDateString();
  for (const element of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(element.dateTime);
    const form = moment.toDateString() === today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
    element.textContent = moment.toLocaleString(language, form);
    element.title = moment.toLocaleString(language, { dateStyle: "full", timeStyle: "medium" });
  }
}

document.getElementById("language").addEventListener("change", (event) => {
  document.cookie = `quire_language=${event.target.value}; path=/; max-age=31536000; samesite=strict`;
  location.reload();
});

document.getElementById("sign-out")?.addEventListener("click", async () => {
  await call("/v1/session", { method: "DELETE" }).catch(problem); // it may have ended by itself
  location.assign("/sign-in");
});

tellTimes();
