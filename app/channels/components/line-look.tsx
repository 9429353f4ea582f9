import { Await } from "@remix-run/react";
import { type ReactNode, Suspense } from "react";
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
    <Suspense fallback={children(undefined)}>
      <Await resolve={look} errorElement={children({ outcome: "unclear" })}>
        {(seen) => children(seen)}
      </Await>
    </Suspense>
  );
}
