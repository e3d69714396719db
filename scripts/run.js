// Runs a TypeScript script of this folder: bundled in memory, so that Node 20 needs no loader.
import { build } from "esbuild";
import { mkdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [script, ...rest] = process.argv.slice(2);
const out = resolve("node_modules/.cache/soundcheck", `${basename(script, ".ts")}.mjs`);
mkdirSync(resolve(out, ".."), { recursive: true });
await build({
  entryPoints: [script],
  outfile: out,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  logLevel: "warning",
});
process.argv = [process.argv[0], script, ...rest];
await import(pathToFileURL(out).href);
