// Several documents at once: as one zip, tried again, ended, deleted.
import { announce, call, jobPath, problem } from "/web/http.js";

/** `body`: the rows; each has a checkbox named pick. */
export function begin(body) {
  const bar = document.getElementById("bulk");
  const all = document.getElementById("pick-all");
  if (!bar) return;
  const count = document.getElementById("bulk-count");
  const picked = () => [...body.querySelectorAll("[name=pick]:checked")].map((box) => box.value);

  function show() {
    const n = picked().length;
    bar.hidden = n === 0;
    count.textContent = count.dataset.words.replace("{n}", n);
    all.checked = n > 0 && n === body.rows.length;
    all.indeterminate = n > 0 && n < body.rows.length;
  }

  all.addEventListener("change", () => {
    for (const box of body.querySelectorAll("[name=pick]")) box.checked = all.checked;
    show();
  });
  body.addEventListener("change", show);
  new MutationObserver(show).observe(body, { childList: true });
  bar.addEventListener("click", async (event) => {
    const verb = event.target.dataset.bulk;
    if (verb === "zip") location.assign(`/v1/zip?${new URLSearchParams(picked().map((id) => ["id", id]))}`);
    else if (verb === "delete") {
      if (await confirmed(picked().length)) each(picked(), (id) => call(jobPath(id), { method: "DELETE" }));
    } else if (verb) each(picked(), (id) => call(jobPath(id, `/${verb}`), { method: "POST" }));
  });

  async function each(ids, act) {
    for (const id of ids) {
      try {
        await act(id);
        const box = body.querySelector(`[name=pick][value="${CSS.escape(id)}"]`);
        if (box) box.checked = false;
      } catch (error) {
        problem(error);
        if (error.status === 401) return;
      }
    }
    announce("");
    show();
  }
}

function confirmed(n) {
  const dialog = document.getElementById("confirm");
  const text = document.getElementById("confirm-text");
  text.textContent = text.dataset.words.replace("{n}", n);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}
