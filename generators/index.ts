import { api } from "./api.js";
import { ci } from "./ci.js";
import { endpoints } from "./endpoints.js";
import { foundation } from "./foundation.js";
import { health } from "./health.js";
import { integration } from "./integration.js";
import { migrations } from "./migrations.js";
import type { Generator } from "./types.js";

/** The guide's phases in order. A new generator is one more line here. */
export const generators: readonly Generator[] = [
  foundation,
  api,
  endpoints,
  integration,
  migrations,
  health,
  ci,
];
