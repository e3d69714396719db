import type { Interpreter } from "../python/index.js";
import type { Model } from "./facts.js";
import { requiredColumns } from "./model-columns.js";
import type { Models } from "./models.js";

/** The models, each with the columns that a new row must be given where the source tells them. */
export function withRequired(interpreter: Interpreter, models: Models): readonly Model[] {
  return models.all.map((model) => {
    const cls = models.classOf(model.label);
    const required = cls && !model.proxy ? requiredColumns(interpreter, cls) : null;
    return required === null ? model : { ...model, required };
  });
}
