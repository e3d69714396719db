#!/usr/bin/env node
// Loads the command with the compiled code that an earlier run has kept: to compile it anew takes
// longer than to read a small project. In a bundle of its own, as plain as can be.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { compiledCode } from "./compiled-code.js";

/** Name of the program's first file, beside this one. */
const MAIN = "./main.js";

interface Module {
  exports: unknown;
}

const release = Number.parseInt(process.versions.node, 10);

if (release < 22) {
  // A run is over before most optimised code has paid for its compilation: let the engine wait longer
  // with it. The engine of Node 22 has no such flag any more, and would say so.
  setFlagsFromString("--interrupt-budget=1000000");
  startKeeping();
} else {
  // Newer ones keep compiled code themselves; the types are those of Node 20.
  const loader: object = require("node:module");
  if ("enableCompileCache" in loader && typeof loader.enableCompileCache === "function") {
    loader.enableCompileCache();
  }
  require(MAIN);
}

function startKeeping(): void {
  const code = compiledCode();
  const modules = new Map<string, Module>();
  const load = (name: string): unknown => {
    if (!name.startsWith("./") || !name.endsWith(".js")) return require(name);
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    modules.set(name, module);
    const filename = join(__dirname, name);
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, "latin1")}\n})`,
      { filename, cachedData: code.kept(name) },
    );
    code.used(name, script);
    script.runInThisContext()(module.exports, load, module, filename, __dirname);
    return module.exports;
  };
  load(MAIN);
  process.on("exit", (status) => {
    if (status === 0) code.keep();
  });
}
