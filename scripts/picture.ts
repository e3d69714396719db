// Draws docs/terminal.svg: a real run of soundcheck on the example, as a terminal shows it.
import { removeSync } from "fs-extra/esm";
import Anser, { type AnserJsonEntry } from "anser";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { copyOf } from "../test/e2e/environment.js";

const CELL = { width: 8.4, height: 19 };
const MARGIN = { x: 18, top: 46, bottom: 18 };
const COLUMNS = 100;
const COMMANDS = [["all", "--yes"], ["check"]];

const repo = copyOf("examples/learning-platform/before");
const output = COMMANDS.map((args) => `$ soundcheck ${args.join(" ")}\n${runInColour(args)}`).join(
  "\n",
);
removeSync(repo);
mkdirSync("docs", { recursive: true });
writeFileSync("docs/terminal.svg", svg(output.trimEnd().split("\n")));

function runInColour(args: readonly string[]): string {
  const env = { ...process.env, FORCE_COLOR: "1", COLUMNS: String(COLUMNS) };
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [resolve("dist/cli.js"), ...args],
    {
      cwd: repo,
      env,
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

function svg(lines: readonly string[]): string {
  const width = Math.ceil(COLUMNS * CELL.width + 2 * MARGIN.x);
  const height = MARGIN.top + lines.length * CELL.height + MARGIN.bottom;
  const rows = lines.map((line, index) => {
    const y = MARGIN.top + (index + 1) * CELL.height - 5;
    return `<text x="${MARGIN.x}" y="${y}" xml:space="preserve">${spans(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="soundcheck reads the example and writes its validation stack">
<rect width="100%" height="100%" rx="10" fill="#1b1f27"/>
<circle cx="22" cy="22" r="6" fill="#ff5f57"/><circle cx="42" cy="22" r="6" fill="#febc2e"/><circle cx="62" cy="22" r="6" fill="#28c840"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#d7dae0">
${rows.join("\n")}
</g>
</svg>
`;
}

function spans(line: string): string {
  return Anser.ansiToJson(line, { json: true, remove_empty: true }).map(span).join("");
}

function span({ content, fg, decorations }: AnserJsonEntry): string {
  const text = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const colour = fg ? ` fill="rgb(${fg})"` : "";
  const weight = decorations.includes("bold") ? ' font-weight="bold"' : "";
  const opacity = decorations.includes("dim") ? ' opacity="0.6"' : "";
  return colour || weight || opacity ? `<tspan${colour}${weight}${opacity}>${text}</tspan>` : text;
}
