/** Saves a text as a file, with the mark by which Excel knows UTF-8. */
export function saveText(name: string, text: string): void {
  saveBlob(name, new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
}

/**
 * Saves what the app answers as a file, through a fetch, since App Bridge adds the session token to fetches and to nothing
 * else.
 *
 * @param options.path of the app itself
 * @param options.name where the answer names none
 * @returns false when it could not be had
 */
export async function saveAnswer(options: {
  path: string;
  name: string;
  body?: URLSearchParams;
}): Promise<boolean> {
  const { path, name, body } = options;
  const answer = await fetch(path, { method: "POST", body }).catch(() => null);
  const blob = answer?.ok ? await answer.blob().catch(() => null) : null;
  if (!answer || !blob) return false;
  const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
  saveBlob(named?.[1] ?? name, blob);
  return true;
}

function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
