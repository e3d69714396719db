import { loadRuff } from "../../src/render/ruff.js";
import { ruffWasm } from "../../src/commands/package.js";

/** Loads the Python formatter, as the commands do. */
export function loadFormatter(): void {
  loadRuff(ruffWasm());
}
