import type { Interpreter } from "../python/index.js";
import { dottedName } from "./classes.js";
import { compare } from "./doubts.js";
import type { Input } from "./facts.js";
import { MODEL_SERIALIZER } from "./known-bases.js";
import type { Repository } from "./repository.js";
import { serializerRules } from "./serializer-rules.js";
import { isReachable, searchedClasses } from "./serializers.js";

const SERIALIZER = "rest_framework.serializers.Serializer";

/** Lists first-party serializers without a model that certainly refuse something by rules of their own. */
export function readInputs(interpreter: Interpreter, repository: Repository): readonly Input[] {
  const found: Input[] = [];
  for (const module of interpreter.modules().values()) {
    for (const cls of searchedClasses(interpreter, repository, module)) {
      const isPlain =
        interpreter.isSubclass(cls, SERIALIZER) === true &&
        interpreter.isSubclass(cls, MODEL_SERIALIZER) === false;
      const rules =
        isPlain && isReachable(interpreter, cls) ? serializerRules(interpreter, cls) : [];
      if (rules.length > 0) found.push({ class: dottedName(cls), rules });
    }
  }
  return found.toSorted((a, b) => compare(a.class, b.class));
}
