import type { SourceHost } from "./interpreter.js";
import type { Stub } from "./stubs/index.js";

const PREFIX = "stub:";

/** True for the place of something that a stand-in defines rather than the repository. */
export const isStubFile = (file: string): boolean => file.startsWith(PREFIX);

/** A host whose stand-ins come before its own modules, except where the repository has its own. */
export function withStubs(host: SourceHost, stubs: ReadonlyMap<string, Stub>): SourceHost {
  return {
    ...host,
    resolveModule: (dotted) => {
      const own = host.resolveModule(dotted);
      const stub = stubs.get(dotted);
      if (!stub || (own !== null && own.path !== null)) return own;
      return { path: `${PREFIX}${dotted}`, isPackage: stub.isPackage, partial: !stub.isWhole };
    },
    readSource: (path) =>
      isStubFile(path)
        ? (stubs.get(path.slice(PREFIX.length))?.source ?? host.readSource(path))
        : host.readSource(path),
  };
}
