import { useFetcher, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ChannelAnswer } from "../channel-request.ts";
import type { ChannelSettings } from "../channel-settings.server.ts";
import { OutsideLink } from "./outside-link.tsx";
import { TroubleBanner } from "./trouble-banner.tsx";
import { useLoginState } from "./use-login-state.ts";

type Channel = NonNullable<ChannelSettings["channel"]>;

/** The merchant's own LINE login: the last proof, in another tab, since LINE's page refuses to be framed. */
export function ProofCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation("settings");
  const { locale } = useFormat();
  const { revalidate } = useRevalidator();
  const fetcher = useFetcher<ChannelAnswer>();
  const answer = fetcher.data;
  const begun = answer?.ok && answer.intent === "begin_login" ? answer : null;
  const tab = useRef<Window | null>(null);
  const [isBlocked, setIsBlocked] = useState(false);
  const state = useLoginState(begun?.attemptId ?? null);

  useEffect(() => {
    if (!tab.current || !answer) return;
    if (begun) tab.current.location.href = begun.startUrl;
    else tab.current.close();
    tab.current = null;
  }, [answer, begun]);
  useEffect(() => {
    if (state === "finished") revalidate();
  }, [state, revalidate]);

  /** The tab opens at the tap, before there is an address for it: later, browsers would block it. */
  function begin() {
    tab.current = window.open("", "_blank");
    if (tab.current) tab.current.opener = null;
    setIsBlocked(tab.current === null);
    void fetcher.submit({ intent: "begin_login", locale }, { method: "post" });
  }
  const { testDisplayName, loginProblem, bot } = channel;
  const isWaiting = state === "waiting";
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("proof.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("proof.about")}
        </Text>
        <TroubleBanner answer={answer} />
        <div aria-live="polite">
          <BlockStack gap="300">
            {!isWaiting && loginProblem && (
              <Banner tone="warning" title={t(`proof.problems.${loginProblem}.title`)}>
                <Text as="p">{t(`proof.problems.${loginProblem}.body`)}</Text>
                {loginProblem === "not_friend" && (
                  <OutsideLink url={`https://line.me/R/ti/p/${encodeURIComponent(bot.basicId)}`}>
                    {t("proof.addFriend")}
                  </OutsideLink>
                )}
              </Banner>
            )}
            {!isWaiting && testDisplayName !== null && (
              <Banner tone="success" title={t("proof.done")}>
                <Text as="p">{t("proof.doneBody", { name: testDisplayName })}</Text>
              </Banner>
            )}
            {isWaiting && <Text as="p">{t("proof.waiting")}</Text>}
            {state === "expired" && <Text as="p">{t("proof.expired")}</Text>}
            {isWaiting && begun && isBlocked && (
              <BlockStack gap="200" inlineAlign="start">
                <Text as="p">{t("proof.blocked")}</Text>
                <Button url={begun.startUrl} target="_blank" variant="primary">
                  {t("proof.open")}
                </Button>
              </BlockStack>
            )}
          </BlockStack>
        </div>
        {channel.loginChannelId ? (
          <InlineStack>
            <Button
              variant={testDisplayName === null ? "primary" : undefined}
              loading={fetcher.state !== "idle"}
              onClick={begin}
            >
              {t(testDisplayName === null ? "proof.start" : "proof.again")}
            </Button>
          </InlineStack>
        ) : (
          <Text as="p">{t("proof.needsLogin")}</Text>
        )}
      </BlockStack>
    </Card>
  );
}
