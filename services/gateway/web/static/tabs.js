// On a narrow screen one pane at a time.
let shown = "document";

export function begin() {
  const panes = document.querySelector(".panes");
  if (!panes) return;
  for (const tab of document.querySelectorAll("[role=tab]"))
    tab.addEventListener("click", () => open(tab.getAttribute("aria-controls")));
  open(shown);
}

/** Shows the pane; on a wide screen all of them are shown anyway. */
export function open(id) {
  shown = id;
  document.querySelector(".panes").dataset.shown = id;
  for (const tab of document.querySelectorAll("[role=tab]"))
    tab.setAttribute("aria-selected", String(tab.getAttribute("aria-controls") === id));
}

/** Whether one pane is shown at a time. */
export const narrow = () => getComputedStyle(document.querySelector(".tabs")).display !== "none";
