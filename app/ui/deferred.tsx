import { Await } from "@remix-run/react";
import { type ReactNode, Suspense, useSyncExternalStore } from "react";

/**
 * What a loader did not wait for: `fallback` until it is there, `failed` when it could not be had.
 *
 * The server draws the fallback only. Polaris changes a context as soon as it is mounted, and React gives a boundary up
 * that is still streaming then (error 421).
 */
export function Deferred<Value extends Promise<unknown>>({
  value,
  fallback,
  failed,
  children,
}: {
  value: Value;
  fallback: ReactNode;
  failed: ReactNode;
  children: (value: Awaited<Value>) => ReactNode;
}) {
  if (!useIsInBrowser()) return fallback;
  return (
    <Suspense fallback={fallback}>
      <Await resolve={value} errorElement={failed}>
        {children}
      </Await>
    </Suspense>
  );
}

/** Whether React has taken over the server's page. */
export function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

const never = () => () => undefined;
