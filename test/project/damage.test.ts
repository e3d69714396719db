import { rmSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import type { Place, Project } from "../../src/project/facts.js";
import { readProject } from "../../src/project/read.js";
import {
  builtProject,
  damaged,
  learningPlatform,
  written,
  type Tree,
  type Wound,
} from "./damage.js";

/** A fortieth of the files that `npm run fuzz` damages: 500 projects. */
const PROJECTS = Math.ceil(Number(process.env["SOUNDCHECK_FUZZ"] ?? 1600) / 40);
/** Processor time, so that a busy machine is no failure. */
const LIMIT_MS = 2000;

const wound: fc.Arbitrary<Wound> = fc.tuple(fc.nat(1000), fc.nat(100_000), fc.nat(100_000));
const projects = fc.tuple(
  fc.constantFrom<() => Tree>(learningPlatform, builtProject),
  fc.array(wound, { minLength: 1, maxLength: 10 }),
);

/** What a reading ended with: a project, or the error that the person would see. */
async function reading(root: string): Promise<Project | UserError> {
  try {
    return await readProject({ root });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

describe("damaged projects", () => {
  it("are read or refused in time, with file and line", { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(projects, async ([project, wounds]) => {
        const root = written(damaged(project(), wounds));
        try {
          const started = process.cpuUsage();
          const result = await reading(root);
          const { user, system } = process.cpuUsage(started);
          expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
          for (const { file, line } of placesOf(result)) {
            expect(file).toMatch(/^[^:]+$/);
            expect(line).toBeGreaterThan(0);
          }
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      }),
      { numRuns: PROJECTS, seed: 7 },
    );
  });
});

/** Places that a person is sent to. Where no project is left, there is none to be sent to. */
function placesOf(result: Project | UserError): readonly Place[] {
  if (!(result instanceof UserError)) return result.doubts;
  if (result.place !== null) return [result.place];
  return result.message.startsWith("Expected a Django project") ? [] : [{ file: "", line: 0 }];
}
