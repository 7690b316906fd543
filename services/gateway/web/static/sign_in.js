// The sign-in. A link may carry the key behind "#", which is never sent to a server.
import { call } from "/web/http.js";

const form = document.getElementById("key-form");
const field = document.getElementById("key");

async function enter(key) {
  try {
    await call("/v1/session", { method: "POST", headers: { Authorization: `Bearer ${key}` } });
    location.replace(form.dataset.next);
  } catch (error) {
    document.getElementById("key-problem").textContent = error.message;
    field.value = "";
    field.focus();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  enter(field.value.trim());
});

const hash = new URLSearchParams(location.hash.slice(1));
if (location.hash) history.replaceState(null, "", location.pathname + location.search);
if (hash.get("key")) enter(hash.get("key"));
