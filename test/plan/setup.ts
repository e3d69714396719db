import { loadRuff } from "../../src/render/ruff.js";
import { ruffWasm } from "../../src/commands/package.js";

loadRuff(ruffWasm());
