/** PostgreSQL's object identifier of the type `text`. */
const TEXT = 25;
/** Dimensions, whether there are NULLs, type, length, lower bound. */
const HEADER_BYTES = 20;

/**
 * Texts as the binary form of a `text[]` parameter (PostgreSQL's array_recv). `pg` would write them as one array
 * literal, in which every quote of a JSON text is escaped here and unescaped there.
 */
export function textArray(texts: string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const array = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + size, HEADER_BYTES));
  let at = 0;
  for (const number of [1, 0, TEXT, texts.length, 1]) at = array.writeInt32BE(number, at);
  texts.forEach((text, index) => {
    at = array.writeInt32BE(sizes[index]!, at);
    at += array.write(text, at);
  });
  return array;
}
