import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ListedPerson } from "../list-people.server.ts";

type Answer = { ok: true; found: ListedPerson[] | null } | { ok: false; error: string };

/**
 * Posts to the person's own page.
 *
 * @param done what is told when it is done
 * @param onDone is called then
 */
export function usePersonAction(done?: string, onDone?: () => void) {
  const { t } = useTranslation("people");
  const shopify = useAppBridge();
  const { data, state, submit } = useFetcher<Answer>();
  const post = useCallback(
    (fields: Record<string, string>) => void submit(fields, { method: "post" }),
    [submit],
  );
  const answer = state === "submitting" ? undefined : data;
  useEffect(() => {
    if (!answer?.ok || answer.found) return;
    if (done) shopify.toast.show(done);
    onDone?.();
  }, [answer, done, onDone, shopify]);
  return {
    post,
    isBusy: state !== "idle",
    found: answer?.ok ? answer.found : null,
    error: answer?.ok === false ? t(`errors.${answer.error}`) : undefined,
    errorCode: answer?.ok === false ? answer.error : undefined,
  };
}
