/**
 * The fields of a posted form. A body that is no form, or is cut off, has no fields: whoever asks for one refuses as if
 * it were missing.
 */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    // What undici throws for another content type and for a body that does not parse.
    if (error instanceof TypeError) return new FormData();
    throw error;
  }
}

/** A text field's value; empty when it is missing or a file. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
