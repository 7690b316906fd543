// The HTTP API, drawn from its OpenAPI description; nothing is loaded from elsewhere.
import { draw } from "/web/draw.js";

const main = document.getElementById("main");
const api = await (await fetch("/openapi.json")).json();

main.replaceChildren(
  draw("p", { class: "intro panel" }, api.info.description ?? ""),
  ...Object.entries(api.paths).flatMap(([path, calls]) => Object.entries(calls).map(([verb, told]) => call(verb, path, told))),
  draw("section", {}, draw("h3", {}, "What the answers hold"), Object.entries(api.components?.schemas ?? {}).map(schema)),
);

function call(verb, path, told) {
  const body = told.requestBody ? " --data-binary @FILE" : "";
  const method = verb === "get" || verb === "post" ? "" : ` -X ${verb.toUpperCase()}`;
  const post = verb === "post" && !body ? " -X POST" : "";
  const key = path.startsWith("/v1") ? " -H 'Authorization: Bearer KEY'" : "";
  return draw(
    "article",
    { class: "panel call" },
    draw("h2", {}, draw("span", { class: `verb ${verb}` }, verb.toUpperCase()), draw("code", {}, path)),
    draw("p", { class: "intro" }, told.description || told.summary || ""),
    table(["Parameter", "Form", "Meaning"], (told.parameters ?? []).map((one) => [one.name, `${one.in}: ${form(one.schema)}`, one.description ?? ""])),
    table(["Answer", "Form", "Meaning"], Object.entries(told.responses).map(([code, one]) => [code, form(Object.values(one.content ?? {})[0]?.schema), one.description])),
    draw("pre", { tabindex: "0" }, `curl${method}${post}${key}${body} '${location.origin}${path}'`),
  );
}

function schema([name, { description, properties = {} }]) {
  return draw(
    "article",
    { class: "panel call", id: name },
    draw("h2", {}, draw("code", {}, name)),
    draw("p", {}, description ?? ""),
    table(["Field", "Form", "Meaning"], Object.entries(properties).map(([field, one]) => [field, form(one), one.description ?? ""])),
  );
}

function table(titles, rows) {
  if (!rows.length) return null;
  const line = (cell, words) => draw("tr", {}, words.map((word) => draw(cell, {}, word)));
  return draw("table", {}, draw("thead", {}, line("th", titles)), draw("tbody", {}, rows.map((row) => line("td", row))));
}

function form(told) {
  if (!told) return "";
  if (told.$ref) return told.$ref.split("/").pop();
  if (told.enum) return told.enum.join(" | ");
  if (told.type === "array") return `list of ${form(told.items)}`;
  if (told.anyOf) return told.anyOf.map(form).join(" or ");
  if (told.additionalProperties?.type) return `map to ${form(told.additionalProperties)}`;
  return [told.type, told.format].filter(Boolean).join(" ");
}
