import { useFetcher, useRevalidator } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  InlineError,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { FollowerImport } from "../read-follower-import.server.ts";

/** A page of LINE's list takes a second or so: more often shows no more. */
const LOOK_EVERY_MS = 5_000;

/**
 * Reading LINE's list of followers: begins it, shows how far it is, and says plainly where LINE does not allow it. It posts
 * `import_followers` to the page on which it stands, and has that page loaded again while something goes on.
 *
 * @param props.followers null when it was never begun
 */
export function FollowerImportCard({ followers }: { followers: FollowerImport | null }) {
  const { t } = useTranslation(["followers", "people"]);
  const fetcher = useFetcher<{ error?: "not_connected" }>();
  const error = fetcher.state === "idle" ? fetcher.data?.error : undefined;
  const { revalidate } = useRevalidator();
  const isRunning = followers?.state === "running";
  const isAtWork = isRunning || (followers?.profilesLeft ?? 0) > 0;
  useEffect(() => {
    if (!isAtWork) return;
    const timer = setInterval(() => void revalidate(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isAtWork, revalidate]);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("title")}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {t("body")}
        </Text>
        {followers && <Standing followers={followers} />}
        <div role="status">
          {error && <InlineError fieldID="follower-import" message={t(`people:errors.${error}`)} />}
        </div>
        {/* No form: its address would carry the page's own, with the session token in it. */}
        {!isRunning && (
          <InlineStack>
            <Button
              loading={fetcher.state !== "idle"}
              onClick={() => fetcher.submit({ intent: "import_followers" }, { method: "post" })}
            >
              {followers ? t("again") : t("begin")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

function Standing({ followers }: { followers: FollowerImport }) {
  const { t } = useTranslation("followers");
  const format = useFormat();
  const { state, reason, listed, added, profilesLeft, expected, finishedAt } = followers;
  const numbers = { listed: format.number(listed), added: format.number(added) };
  if (state === "refused") {
    return (
      <Banner tone="warning" title={t(`refused.${reason ?? "refused"}.title`)}>
        <p>{t(`refused.${reason ?? "refused"}.body`)}</p>
      </Banner>
    );
  }
  return (
    <BlockStack gap="200">
      {state === "running" && expected !== null && (
        <ProgressBar
          size="small"
          progress={expected === 0 ? 0 : Math.min(99, (listed / expected) * 100)}
          ariaLabelledBy="follower-import-state"
        />
      )}
      <Text as="p" id="follower-import-state">
        {state === "running" ? t("running", numbers) : t("finished", numbers)}
        {finishedAt && ` (${format.dateTime(finishedAt)})`}
      </Text>
      {profilesLeft > 0 && (
        <Text as="p" tone="subdued">
          {t("profilesLeft", { profiles: format.number(profilesLeft) })}
        </Text>
      )}
    </BlockStack>
  );
}
