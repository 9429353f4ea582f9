import { unstable_parseMultipartFormData as parseMultipart } from "@remix-run/node";
import type { UploadRefusal } from "./upload-refusal.ts";

type Refused = { outcome: "refused"; reason: UploadRefusal };

/** Ends the reading of a form whose file was refused: what is left of it is not waited for. */
class FileRefused extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.reason);
    this.refused = refused;
  }
}

/**
 * Hands the file of a posted form on while it comes. It is the form's only field, `file`.
 *
 * @returns what `take` says; `no_file` for a form without one, or that is cut off
 */
export async function receiveFile<Taken>(
  request: Request,
  take: (file: { fileName: string; file: AsyncIterable<Uint8Array> }) => Promise<Taken | Refused>,
): Promise<Taken | Refused> {
  let taken: Taken | Refused = { outcome: "refused", reason: "no_file" };
  try {
    await parseMultipart(request, async ({ name, filename, data }) => {
      if (name !== "file" || !filename) {
        for await (const bytes of data) void bytes;
        return undefined;
      }
      taken = await take({ fileName: filename, file: data });
      if (isRefused(taken)) throw new FileRefused(taken);
      return undefined;
    });
  } catch (error) {
    if (error instanceof FileRefused) return error.refused;
    // The parser has no error class of its own.
    if (error instanceof Error && /^(malformed |Could not parse content)/.test(error.message))
      return { outcome: "refused", reason: "no_file" };
    throw error;
  }
  return taken;
}

function isRefused(taken: unknown): taken is Refused {
  return typeof taken === "object" && taken !== null && "reason" in taken;
}
