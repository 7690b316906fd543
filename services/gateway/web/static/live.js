// Follows the jobs as they change; connects again when the line breaks.
import { events, problem } from "/web/http.js";

const LONGEST_PAUSE = 10_000;

/** `changed(job)` and `deleted(id)` are called as the gateway tells; `begun()` each time the line is up. */
export async function follow(path, { changed, deleted = () => {}, begun = () => {}, over = () => false }) {
  for (let pause = 500; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      let first = true;
      for await (const { type, data } of events(path)) {
        if (first) begun();
        if (first) show(true);
        first = false;
        pause = 500;
        if (type === "job") changed(data);
        if (type === "deleted") deleted(data.id);
      }
    } catch (error) {
      if (error.status) problem(error);
      if (error.status === 401 || error.status === 404) return;
    }
    if (over()) return;
    show(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function show(on) {
  const light = document.getElementById("live");
  light.hidden = false;
  light.classList.toggle("on", on);
  light.textContent = on ? light.dataset.on : light.dataset.off;
}
