import type { Generator } from "./types.js";
import { ci } from "./ci.js";
import { endpoints } from "./endpoints.js";
import { health } from "./health.js";
import { migrations } from "./migrations.js";

/** The guide's phases in order. A new generator is one more line here. */
export const generators: readonly Generator[] = [endpoints, migrations, health, ci];
