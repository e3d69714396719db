import type { Version } from "../../edit/version.js";
import type { Place } from "../facts.js";
import {
  withStubs,
  type ClassValue,
  type Interpreter,
  type SourceHost,
  type Value,
} from "../../python/index.js";
import { lookUp, lookUpIn } from "./look-ups.js";
import { routingNatives } from "./natives.js";
import { callMember } from "./pattern-members.js";
import { combined, memberOfManager, memberOfRows } from "./rows.js";
import { DJANGO_STUBS, stubsBefore } from "./stubs/index.js";

/** What the meanings of Django's names depend on; both are there once settings have been read. */
export interface DjangoSource {
  interpreter(): Interpreter;
  /** A setting as `django.conf.settings` gives it; null when it is not set. */
  setting(name: string): Value | null;
  /** Label of the app that a model belongs to; null while the apps are not known. */
  appLabel(model: ClassValue): string | null;
  /** Modules of the apps, in the order of INSTALLED_APPS; none while they are not known. */
  appModules(): readonly string[];
  /** Executes what modules that are imported by name change elsewhere. */
  registration(modules: readonly string[], place: Place): void;
  /** Whether code may give groups or rights to each user that is made. */
  givesRights(): boolean;
  /** The release that the repository's Django is known to be older than. */
  readonly djangoBound: Version | null;
}

/** Lets the evaluator know what Django's and Django REST framework's routing does. */
export function djangoHost(host: SourceHost, source: DjangoSource): SourceHost {
  const natives = routingNatives(source);
  const stubbed = withStubs(host, stubsBefore(source.djangoBound));
  return {
    ...stubbed,
    imported: source.registration,
    resolveModule: (dotted) => (isNeverRead(dotted) ? null : stubbed.resolveModule(dotted)),
    callMember: (value, name) =>
      memberOfRows(value, name) ??
      memberOfManager(source.interpreter(), value, name) ??
      lookUpIn(value, name) ??
      callMember(source.interpreter(), value, name),
    combined,
    appLabel: (model) => source.appLabel(model),
    externalValue: (dotted) =>
      natives.get(dotted) ?? lookUp(dotted) ?? host.externalValue?.(dotted) ?? null,
  };
}

/** Django and DRF are known by name: reading their source would be slow and tell nothing more. */
function isNeverRead(dotted: string): boolean {
  if (!/^(?:django|rest_framework)(?:\.|$)/.test(dotted)) return false;
  return !DJANGO_STUBS.has(dotted) && !dotted.endsWith(".urls");
}
