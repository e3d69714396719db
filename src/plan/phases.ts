/** The guide's seven phases, in order. */
export const PHASES = [
  "foundation",
  "api",
  "endpoints",
  "integration",
  "migrations",
  "health",
  "ci",
] as const;

export type Phase = (typeof PHASES)[number];
