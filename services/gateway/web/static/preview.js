// A form before it is downloaded.
import { part, problem } from "/web/http.js";

export function begin() {
  const dialog = document.getElementById("preview");
  for (const button of document.querySelectorAll("[data-preview]"))
    button.addEventListener("click", async () => {
      const body = document.getElementById("preview-body");
      const title = document.getElementById("preview-title");
      const id = document.getElementById("desk").dataset.id;
      body.replaceChildren();
      title.textContent = button.getAttribute("aria-label");
      dialog.showModal();
      try {
        const sheet = await part(`/jobs/${encodeURIComponent(id)}/preview/${encodeURIComponent(button.dataset.preview)}?bare=true`);
        body.replaceChildren(...sheet.body.children);
        body.focus();
      } catch (error) {
        dialog.close();
        problem(error);
      }
    });
}
