import { moduleScope } from "./names.js";
import type { ClassValue, ModuleValue } from "./values.js";

const BUILTINS: ModuleValue = {
  kind: "module",
  name: "builtins",
  file: null,
  isPackage: false,
  namespace: new Map(),
  partial: false,
  open: null,
};

/** The class of `object()`, which modules use as a mark of their own. */
export const OBJECT: ClassValue = {
  kind: "class",
  name: "object",
  qualname: "object",
  module: BUILTINS,
  bases: [],
  keywords: new Map(),
  decorators: [],
  node: null,
  scope: moduleScope(BUILTINS),
  place: { file: "", line: 1 },
  namespace: new Map(),
};
