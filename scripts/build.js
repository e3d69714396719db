// Bundles the command and the plop entry into dist/ or the folder named, with the wasm modules.
import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const out = process.argv[2] ?? "dist";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const target = "node20.19";

const { outputFiles } = await build({
  entryPoints: { main: "src/cli.ts", plop: "src/plop.ts" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target,
  external: ["plop", "node-plop", "inquirer", "prettier"],
  define: { "import.meta.url": "__url" },
  legalComments: "none",
  logLevel: "warning",
  write: false,
});

// The engine keeps compiled code of CommonJS only (Node 20), and loads it faster. esbuild splits
// nothing but ES modules, so that these are turned afterwards. Code that was kept cannot import packages
// itself; and what takes the engine long to load waits until it is used.
const LATE =
  /^(\s*var \w+ = )(?:require|\(0, \w+\.__require\))\(("node:(?:child_process|crypto)")\);$/gm;
const banner = `const __url = require("node:url").pathToFileURL(__filename).href;
const __import = (name) => require("./import.cjs")(name);
const __late = (name) => new Proxy({}, { get: (_, key) => require(name)[key] });
`;
const turned = await Promise.all(
  outputFiles.map(async ({ path, text }) => {
    const local = text
      .replaceAll(/\bimport\(("\.\/[^"]+")\)/g, "Promise.resolve().then(() => require($1))")
      .replaceAll(/\bimport\(("[^".][^"]*")\)/g, "__import($1)");
    const { code } = await transform(local, { format: "cjs", platform: "node", target });
    return { name: basename(path), code: banner + code.replaceAll(LATE, "$1__late($2);") };
  }),
);
for (const { name, code } of turned) writeFileSync(join(out, name), code);

const hash = createHash("sha256");
for (const { name, code } of turned) hash.update(name).update(code);
const digest = hash.digest("hex").slice(0, 16);

await build({
  entryPoints: { cli: "src/start.ts" },
  outdir: out,
  bundle: true,
  format: "cjs",
  platform: "node",
  target,
  define: { BUILD_DIGEST: JSON.stringify(digest) },
  logLevel: "warning",
});

const texts = {
  "build.txt": `${digest}\n`,
  "import.cjs": "module.exports = (name) => import(name);\n",
  "package.json": '{ "type": "commonjs" }\n',
  "plop.mjs": 'import plop from "./plop.js";\n\nexport default plop.default;\n',
  "plop.d.ts": `import type { NodePlopAPI } from "node-plop";

/** Registers the seven phases as generators; a plopfile calls it through plop.load(). */
export default function register(plop: NodePlopAPI): void;
`,
};
for (const [name, text] of Object.entries(texts)) writeFileSync(join(out, name), text);

const assets = [
  ["node_modules/web-tree-sitter/web-tree-sitter.wasm", "web-tree-sitter.wasm"],
  ["node_modules/tree-sitter-python/tree-sitter-python.wasm", "tree-sitter-python.wasm"],
  ["node_modules/tree-sitter-python/LICENSE", "tree-sitter-python.LICENSE"],
  ["node_modules/@wasm-fmt/ruff_fmt/ruff_fmt_bg.wasm", "ruff_fmt_bg.wasm"],
  ["node_modules/@wasm-fmt/ruff_fmt/LICENSE", "ruff_fmt.LICENSE"],
  ["src/project/probe/probe.py", "probe.py"],
];
for (const [from, to] of assets) copyFileSync(from, `${out}/${to}`);
for (const [from, to] of [
  ["src/calibrate/python", "calibrate"],
  ["src/project/probe/soundcheck_probe", "soundcheck_probe"],
]) {
  cpSync(from, join(out, to), {
    recursive: true,
    filter: (path) => !path.includes("__pycache__"),
  });
}
