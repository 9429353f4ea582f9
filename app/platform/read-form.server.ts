/** Bytes; larger than any form of ours, the longest cart recovery settings included. */
export const FORM_LIMIT = 1024 * 1024;

/**
 * The fields of a posted form. A body that is no form, or is cut off, has no fields: whoever asks for one refuses as if
 * it were missing.
 *
 * @throws Response 413 for a body of more than a megabyte, as soon as it is known
 */
export async function readForm(request: Request): Promise<FormData> {
  const body = await readBody(request);
  try {
    return await new Response(body, { headers: contentType(request) }).formData();
  } catch (error) {
    // What undici throws for another content type and for a body that does not parse.
    if (error instanceof TypeError) return new FormData();
    throw error;
  }
}

async function readBody(request: Request): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.length;
    if (size > FORM_LIMIT) {
      await reader?.cancel();
      throw new Response(null, { status: 413 });
    }
    chunks.push(read.value);
  }
  return new Blob(chunks);
}

function contentType(request: Request): Record<string, string> {
  const type = request.headers.get("content-type");
  return type ? { "content-type": type } : {};
}

/** A text field's value; empty when it is missing or a file. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
