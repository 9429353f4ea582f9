import type { ReactNode } from "react";
import { Deferred } from "#app/ui/deferred.tsx";
import type { LineLook } from "../look-at-line.server.ts";

/** Draws with LINE's word of this moment: `undefined` while it is asked for; `unclear` when the stream broke. */
export function WithLook({
  look,
  children,
}: {
  look: Promise<LineLook> | null;
  children: (look: LineLook | undefined) => ReactNode;
}) {
  if (!look) return children({ outcome: "not_connected" });
  return (
    <Deferred value={look} fallback={children(undefined)} failed={children({ outcome: "unclear" })}>
      {(seen) => children(seen)}
    </Deferred>
  );
}
