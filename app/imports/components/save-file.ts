/** Saves a text as a file, with the mark by which Excel knows UTF-8. */
export function saveText(name: string, text: string): void {
  saveBlob(name, new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
}

/**
 * Saves the rows of an import that were not taken, through a fetch, since App Bridge adds the session token to fetches and to
 * nothing else.
 *
 * @returns false when they could not be had
 */
export async function saveNotTaken(importId: string, locale: string): Promise<boolean> {
  const path = `/app/people/import/${importId}/list?locale=${locale}`;
  const answer = await fetch(path, { method: "POST" }).catch(() => null);
  if (!answer?.ok) return false;
  saveBlob("musubi-not-linked.csv", await answer.blob());
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
