import iconv from "iconv-lite";

export type FileEncoding = "utf8" | "shift_jis";

/** Windows' Shift_JIS, which is what Excel writes: with ①, 髙 and the like. */
const NAMES = { utf8: "utf8", shift_jis: "cp932" } as const;

/** What a decoder puts where bytes mean nothing. */
const BROKEN = "\ufffd";

/** Tells a file's encoding while it passes by: strictly, so that no name is read wrong. */
export function createEncodingGuess(): {
  take(bytes: Uint8Array): void;
  /** Null when it is neither of them: UTF-16, or no text at all. */
  end(): FileEncoding | null;
} {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const shiftJis = iconv.getDecoder(NAMES.shift_jis);
  const may = { utf8: true, shift_jis: true };
  const readUtf8 = (bytes?: Uint8Array) => {
    try {
      utf8.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      may.utf8 = false;
    }
  };
  const readShiftJis = (text: string | undefined) => {
    if (text && /[\ufffd\0]/.test(text)) may.shift_jis = false;
  };
  let isFirst = true;
  return {
    take(bytes) {
      // UTF-8 that says so and is broken would read as Shift_JIS with rubbish in it.
      if (isFirst && hasMark(bytes)) may.shift_jis = false;
      isFirst = false;
      if (may.utf8) readUtf8(bytes);
      if (bytes.includes(0)) may.utf8 = may.shift_jis = false;
      if (may.shift_jis) readShiftJis(shiftJis.write(Buffer.from(bytes)));
    },
    end() {
      if (may.utf8) readUtf8();
      if (may.shift_jis) readShiftJis(shiftJis.end());
      return may.utf8 ? "utf8" : may.shift_jis ? "shift_jis" : null;
    },
  };
}

const hasMark = (bytes: Uint8Array) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** A file's text from its bytes, as UTF-8 and without a byte order mark, as it comes. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
): AsyncGenerator<Buffer> {
  const decoder = iconv.getDecoder(NAMES[encoding]);
  for await (const chunk of chunks) {
    const text = decoder.write(Buffer.from(chunk));
    if (text) yield Buffer.from(text);
  }
  const rest = decoder.end();
  if (rest) yield Buffer.from(rest);
}

/** The beginning of a file, of which the last letter may be cut in half. */
export function decodeHead(bytes: Uint8Array, encoding: FileEncoding): string {
  return iconv.decode(Buffer.from(bytes), NAMES[encoding]).replace(new RegExp(`${BROKEN}$`), "");
}
