/** Text of a file, or why it is none. */
export type Decoded =
  | { readonly kind: "text"; readonly text: string; readonly bom: boolean }
  | { readonly kind: "undecodable"; readonly reason: string };

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Decodes a Python file the way Python does: a BOM, then a coding line, then UTF-8. */
export function decodePython(bytes: Uint8Array): Decoded {
  const marked = decodeMarked(bytes);
  if (marked?.kind === "text" && marked.encoding !== "utf-8") {
    return { kind: "undecodable", reason: `it is ${marked.encoding}, which Python cannot import` };
  }
  if (marked) return marked;
  if (bytes.includes(0)) {
    return { kind: "undecodable", reason: "it holds null bytes, which Python cannot import" };
  }
  return decodeAs(bytes, declaredEncoding(bytes));
}

/** Decodes any other text file: by its BOM, else as UTF-8, else as Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  const marked = decodeMarked(bytes);
  if (marked?.kind === "text") return marked.text;
  const utf8 = decodeAs(bytes, "utf-8");
  return utf8.kind === "text" ? utf8.text : new TextDecoder("latin1").decode(bytes);
}

type Marked = (Decoded & { readonly encoding: string }) | null;

function decodeMarked(bytes: Uint8Array): Marked {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { ...decodeAs(bytes.subarray(3), "utf-8"), bom: true, encoding: "utf-8" } as Marked;
  }
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : null;
  if (encoding === null) return null;
  return { ...decodeAs(bytes.subarray(2), encoding), encoding } as Marked;
}

function declaredEncoding(bytes: Uint8Array): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 400)).split(/\r\n|\r|\n/, 2);
  for (const line of head) {
    const cookie = COOKIE.exec(line);
    if (cookie?.[1]) return cookie[1];
    if (line.trim() !== "" && !line.trimStart().startsWith("#")) break;
  }
  return "utf-8";
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  try {
    const text = new TextDecoder(encoding.toLowerCase(), { fatal: true, ignoreBOM: true });
    return { kind: "text", text: text.decode(bytes), bom: false };
  } catch {
    return { kind: "undecodable", reason: `it is not valid ${encoding}` };
  }
}
