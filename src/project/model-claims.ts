import type { Interpreter } from "../python/index.js";
import type { Model } from "./facts.js";
import { requiredColumns } from "./model-columns.js";
import { promisesOf } from "./model-promises.js";
import type { Models } from "./models.js";

/** The models, each with the columns that a new row must be given, and with what it promises. */
export function withClaims(interpreter: Interpreter, models: Models): readonly Model[] {
  return models.all.map((model) => {
    const cls = model.proxy ? null : models.classOf(model.label);
    if (!cls) return model;
    const required = requiredColumns(interpreter, cls);
    const promises = promisesOf(interpreter, cls);
    return {
      ...model,
      ...(required === null ? {} : { required }),
      ...(promises.length === 0 ? {} : { promises }),
    };
  });
}
