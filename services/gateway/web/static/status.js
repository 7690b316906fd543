// The operators' page: looked at again every few seconds, parked jobs tried again.
import { call, jobPath, part, problem } from "/web/http.js";

const PAUSE = 5000;

async function renew() {
  try {
    const page = await part(location.pathname);
    document.querySelector(".cards").replaceWith(document.adoptNode(page.querySelector(".cards")));
  } catch (error) {
    problem(error);
    if (error.status === 401) return;
  }
  setTimeout(renew, PAUSE);
}

document.addEventListener("click", async (event) => {
  if (event.target.id !== "retry-parked") return;
  event.target.disabled = true;
  for (const row of document.querySelectorAll("#parked [data-id]")) {
    try {
      await call(jobPath(row.dataset.id, "/retry"), { method: "POST" });
      row.remove();
    } catch (error) {
      problem(error);
    }
  }
});

setTimeout(renew, PAUSE);
document.documentElement.dataset.ready = "yes";
