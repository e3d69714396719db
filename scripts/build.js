// Bundles the command and the plop entry into dist/ or the folder named, with the wasm modules.
import { build } from "esbuild";
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";

const out = process.argv[2] ?? "dist";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

await build({
  entryPoints: { cli: "src/cli.ts", plop: "src/plop.ts" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: ["plop", "node-plop", "inquirer", "prettier"],
  // CommonJS packages inside an ES module bundle still call require().
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  legalComments: "none",
  logLevel: "warning",
});

const assets = [
  ["node_modules/web-tree-sitter/web-tree-sitter.wasm", "web-tree-sitter.wasm"],
  ["node_modules/tree-sitter-python/tree-sitter-python.wasm", "tree-sitter-python.wasm"],
  ["node_modules/tree-sitter-python/LICENSE", "tree-sitter-python.LICENSE"],
  ["node_modules/@wasm-fmt/ruff_fmt/ruff_fmt_bg.wasm", "ruff_fmt_bg.wasm"],
  ["node_modules/@wasm-fmt/ruff_fmt/LICENSE", "ruff_fmt.LICENSE"],
  ["src/project/probe/probe.py", "probe.py"],
];
for (const [from, to] of assets) copyFileSync(from, `${out}/${to}`);
cpSync("src/calibrate/python", `${out}/calibrate`, {
  recursive: true,
  filter: (path) => !path.includes("__pycache__"),
});
cpSync("src/project/probe/soundcheck_probe", `${out}/soundcheck_probe`, {
  recursive: true,
  filter: (path) => !path.includes("__pycache__"),
});

writeFileSync(
  `${out}/plop.d.ts`,
  `import type { NodePlopAPI } from "node-plop";

/** Registers the seven phases as generators; a plopfile calls it through plop.load(). */
export default function register(plop: NodePlopAPI): void;
`,
);
