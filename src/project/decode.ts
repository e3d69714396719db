/** Text of a file, or why it is none. */
export type Decoded =
  | { readonly kind: "text"; readonly text: string; readonly bom: boolean }
  | { readonly kind: "undecodable"; readonly reason: string };

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Decodes a Python file the way Python does: a BOM, then a coding line, then UTF-8. */
export function decodePython(bytes: Uint8Array): Decoded {
  const mark = markOf(bytes);
  if (mark?.encoding === "utf-8") return decodeAs(bytes.subarray(mark.length), "utf-8", true);
  if (mark !== null) {
    return { kind: "undecodable", reason: `it is ${mark.encoding}, which Python cannot import` };
  }
  if (bytes.includes(0)) {
    return { kind: "undecodable", reason: "it holds null bytes, which Python cannot import" };
  }
  return decodeAs(bytes, declaredEncoding(bytes), false);
}

/** Decodes any other text file: by its BOM, else as UTF-8, else as Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  const mark = markOf(bytes);
  const rest = bytes.subarray(mark?.length ?? 0);
  const decoded = decodeAs(rest, mark?.encoding ?? "utf-8", mark !== null);
  return decoded.kind === "text" ? decoded.text : new TextDecoder("latin1").decode(rest);
}

/** A byte order mark at the start, if there is one. */
function markOf([first, second, third]: Uint8Array): Mark | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", length: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", length: 2 };
  return null;
}

interface Mark {
  readonly encoding: string;
  readonly length: number;
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

function decodeAs(bytes: Uint8Array, encoding: string, bom: boolean): Decoded {
  try {
    const decoder = new TextDecoder(webName(encoding), { fatal: true, ignoreBOM: true });
    return { kind: "text", text: decoder.decode(bytes), bom };
  } catch {
    return { kind: "undecodable", reason: `it is not valid ${encoding}` };
  }
}

/** Python's names of encodings, which may be punctuated at will, as the web's standard calls them. */
function webName(encoding: string): string {
  const name = encoding.toLowerCase().replaceAll(/[^a-z\d.]+/g, "-");
  if (name === "latin-1") return "latin1";
  if (name === "utf-8-sig") return "utf-8";
  return name.replace(/^cp(125\d)$/, "windows-$1");
}
