import { Banner, BlockStack, Button, Card, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { FollowerImport } from "../read-follower-import.server.ts";

/**
 * Reading LINE's list of followers: begins it, shows how far it is, and says plainly where LINE does not allow it. The page
 * above asks for the state again while it is `running`.
 *
 * @param props.followers null when it was never begun
 * @param props.onBegin posts the page's intent
 */
export function FollowerImportCard({
  followers,
  isBeginning,
  onBegin,
}: {
  followers: FollowerImport | null;
  isBeginning: boolean;
  onBegin: () => void;
}) {
  const { t } = useTranslation("followers");
  const isRunning = followers?.state === "running";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("body")}
        </Text>
        {followers && <Standing followers={followers} />}
        {!isRunning && (
          <div>
            <Button onClick={onBegin} loading={isBeginning}>
              {followers ? t("again") : t("begin")}
            </Button>
          </div>
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
