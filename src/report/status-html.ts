import { standing, type Status } from "./status.js";

const STYLE = [
  "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}",
  "li{list-style:none}ul{padding-left:0}progress{width:100%}td,th{padding:.2rem 1rem .2rem 0}",
].join("");

/** The status as one page without scripts or outside resources. */
export function statusHtml(status: Status): string {
  const { checklist, coverage } = status;
  const weeks = [...new Set(checklist.map((item) => item.week))].map((week) => {
    const items = checklist.filter((item) => item.week === week);
    const rows = items.map(({ done, text }) => `<li>${box(done)} ${escapeHtml(text)}</li>`);
    return `<h2>Week ${week}</h2>\n<ul>\n${rows.join("\n")}\n</ul>`;
  });
  const layers = coverage.map(
    ({ layer, covered, total }) =>
      `<tr><th scope="row">${escapeHtml(layer)}</th><td>${covered} of ${total}</td>` +
      `<td><progress max="${Math.max(total, 1)}" value="${covered}"></progress></td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Validation stack</title>
<style>${STYLE}</style>
<h1>Validation stack</h1>
<p>${escapeHtml(standing(status))}</p>
<h2>Coverage</h2>
<table>
${layers.join("\n")}
</table>
${weeks.join("\n")}
</html>
`;
}

function box(done: boolean | null): string {
  if (done === null) return "&#8212;";
  return done ? "&#9745;" : "&#9744;";
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
