// What was recovered from a dump, drawn from its outline (proto JSON of quire.outline.v1.Outline).
import { draw } from "/web/draw.js";
import { fill, has, language, say } from "/web/words.js";

const FACTS = ["title", "subtitle", "speaker", "post", "issuer", "documentNumber", "date", "addressee", "salutation", "signature"];
const REPAIRS_SHOWN = 24;
const FINDINGS_SHOWN = 40;

export function recovered(outline, sentences) {
  return [facts(outline.metadata ?? {}), lost(outline), contents(outline), repairs(outline.repairs ?? []), findings(outline.findings ?? [], sentences)];
}

function part(title, ...children) {
  return draw("section", {}, draw("h4", {}, title), ...children);
}

function facts(metadata) {
  const rows = FACTS.filter((name) => metadata[name]?.value).flatMap((name) => [
    draw("dt", {}, say(`fact_${name}`)),
    draw("dd", {}, metadata[name].value),
  ]);
  return part(say("recovered"), rows.length ? draw("dl", { class: "facts" }, rows) : draw("p", { class: "soft" }, say("nothing_recovered")));
}

const inside = (part) => [...(part.blocks ?? []), ...(part.sections ?? []).flatMap(inside)];
const printed = (text) => (text?.runs ?? []).map((run) => run.text ?? "").join("");

/** "2–3, 7" of [2, 3, 7]. */
function stretches(pages) {
  const found = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    if (found.length && page === found.at(-1)[1] + 1) found.at(-1)[1] = page;
    else found.push([page, page]);
  }
  return found.map(([a, b]) => (a === b ? a : `${a}–${b}`)).join(language() === "zh" ? "、" : ", ");
}

function lost(outline) {
  const gaps = inside(outline).filter((block) => block.gap).map((block) => block.gap.pages ?? []);
  if (!gaps.length) return part(say("missing"), draw("p", { class: "soft" }, say("nothing_lost")));
  const pages = gaps.flat();
  const unknown = gaps.filter((gap) => !gap.length).length;
  return part(
    say("missing"),
    draw("p", { class: "lost" }, [pages.length && say("lost_pages", { pages: stretches(pages) }), unknown && say("lost_unknown", { n: unknown })].filter(Boolean).join(" · ")),
  );
}

function contents(outline) {
  const drawn = level(outline);
  return part(say("contents"), drawn ? draw("div", { class: "contents" }, drawn) : draw("p", { class: "soft" }, say("no_headings")));
}

function level({ blocks = [], sections = [] }) {
  const rows = blocks
    .filter((block) => block.gap)
    .map(({ gap }) => draw("li", { class: "gap" }, gap.pages?.length ? say("gap", { pages: stretches(gap.pages) }) : say("gap_unknown")));
  for (const section of sections) {
    const words = printed(section.heading?.text);
    const points = (section.blocks ?? []).filter((block) => block.point).length;
    rows.push(
      draw(
        "li",
        {},
        draw("span", { class: words ? null : "lost-heading" }, words || say("lost_heading")),
        points ? draw("span", { class: "points" }, ` · ${points === 1 ? say("point") : say("points", { n: points })}`) : null,
        level(section),
      ),
    );
  }
  return rows.length ? draw("ol", {}, rows) : null;
}

function repairs(made) {
  if (!made.length) return part(say("repairs", { n: 0 }), draw("p", { class: "soft" }, say("no_repairs")));
  const counted = new Map();
  for (const { before = "", after = "" } of made) {
    const told = JSON.stringify([before, after]);
    counted.set(told, (counted.get(told) ?? 0) + 1);
  }
  const rows = [...counted].map(([told, times]) => [...JSON.parse(told), times]);
  rows.sort((a, b) => weight(b) - weight(a)); // letters before punctuation and blanks
  const shown = rows.slice(0, REPAIRS_SHOWN).map(([before, after, times]) =>
    draw(
      "li",
      {},
      draw("del", {}, brief(before)),
      " → ",
      after ? draw("ins", {}, brief(after)) : draw("span", { class: "soft" }, say("removed")),
      times > 1 ? draw("span", { class: "soft" }, ` ×${times}`) : null,
    ),
  );
  const rest = rows.slice(REPAIRS_SHOWN).reduce((sum, row) => sum + row[2], 0);
  if (rest) shown.push(draw("li", {}, say("other_repairs", { n: rest })));
  return part(say("repairs", { n: made.length }), draw("ul", { class: "repairs" }, shown));
}

const weight = ([before, after]) => (/[\p{L}\p{N}]/u.test(before + after) ? (after ? 2 : 1) : 0);
const brief = (text) => (text.trim() ? (text.length > 16 ? `${text.slice(0, 15)}…` : text) : say("blank"));

function findings(made, sentences) {
  if (!made.length) return null;
  const rows = made.slice(0, FINDINGS_SHOWN).map((finding) => {
    const severity = (finding.severity ?? "").replace("SEVERITY_", "").toLowerCase();
    const details = Object.fromEntries((finding.details ?? []).map(({ name, value }) => [name, value]));
    const row = sentences[finding.rule];
    return draw(
      "li",
      {},
      draw("span", { class: `tag ${severity}` }, has(`severity_${severity}`) ? say(`severity_${severity}`) : severity),
      draw("span", {}, row ? fill([row.zh, row.en], details) : finding.message),
    );
  });
  if (made.length > FINDINGS_SHOWN) rows.push(draw("li", {}, say("other_repairs", { n: made.length - FINDINGS_SHOWN })));
  return part(say("findings", { n: made.length }), draw("ul", { class: "findings" }, rows));
}
