import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import type { MerchantLoginState } from "../merchant-login-state.server.ts";

const ASK_EVERY_MS = 2_500;

/**
 * How far a login in another tab has come: asked while it is waited for, and at once when this tab is looked at again.
 * Null before there is an attempt.
 */
export function useLoginState(attemptId: string | null): MerchantLoginState | null {
  const { load, data } = useFetcher<{ state: MerchantLoginState; attemptId: string }>();
  const known = data?.attemptId === attemptId ? data.state : "waiting";
  const isWaiting = attemptId !== null && known === "waiting";
  useEffect(() => {
    if (!isWaiting) return;
    const ask = () => void load(`/app/settings/login?attempt=${attemptId}`);
    const timer = setInterval(ask, ASK_EVERY_MS);
    window.addEventListener("focus", ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", ask);
    };
  }, [isWaiting, attemptId, load]);
  return attemptId === null ? null : known;
}
