import type { Api } from "@shopify/ui-extensions/customer-account.profile.block.render";
import { useCallback, useEffect, useState } from "preact/hooks";
import { type Asked, askMusubi } from "./ask-musubi.ts";

type Place = "profile" | "orderStatus";
type Shopify = Pick<Api, "sessionToken" | "i18n" | "localization" | "toast">;
type Props = { place: Place; shopify: Shopify; logIn?: () => Promise<void> };

/** LINE on a page of the customer's account. Where there is nothing to offer, nothing is drawn. */
export function LineCard({ place, shopify, logIn }: Props) {
  const [link, setLink] = useState<Asked | null>(null);
  const t = shopify.i18n.translate;
  const language = shopify.localization.extensionLanguage.value.isoCode;
  const ask = useCallback(
    async (what: "status" | "unlink") => {
      const answer = await askMusubi(what, shopify, language);
      setLink(answer);
      return answer;
    },
    [shopify, language],
  );
  useEffect(() => {
    void ask("status");
  }, [ask]);

  async function unlink() {
    const answer = await ask("unlink");
    if (answer.state !== "failed") await shopify.toast.show(t("unlink.done"));
  }
  if (link?.state === "not_connected" || link?.state === "closed") return null;
  return (
    <s-section heading={t(`heading.${place}`)}>
      <s-stack gap="base">
        {link === null && <s-spinner accessibilityLabel={t("loading")} />}
        {link?.state === "not_linked" && (
          <Offer place={place} startUrl={link.startUrl} t={t} onReload={() => void ask("status")} />
        )}
        {link?.state === "linked" && <Linked {...link} t={t} onUnlink={unlink} />}
        {link?.state === "logged_out" && (
          <>
            <s-text>{t("login.text")}</s-text>
            {logIn && <s-button onClick={() => void logIn()}>{t("login.button")}</s-button>}
          </>
        )}
        {link?.state === "failed" && (
          <s-banner tone="warning">
            <s-stack gap="base">
              <s-text>{t("failed.text")}</s-text>
              <s-button variant="secondary" onClick={() => void ask("status")}>
                {t("failed.retry")}
              </s-button>
            </s-stack>
          </s-banner>
        )}
      </s-stack>
    </s-section>
  );
}

type Translate = Shopify["i18n"]["translate"];

function Offer(props: { place: Place; startUrl: string; t: Translate; onReload: () => void }) {
  const { place, startUrl, t, onReload } = props;
  const [isAway, setAway] = useState(false);
  return (
    <>
      <s-text>{t(`offer.${place}`)}</s-text>
      <s-button
        variant="primary"
        href={startUrl}
        target="_blank"
        accessibilityLabel={`${t("offer.connect")} (${t("offer.newTab")})`}
        onClick={() => setAway(true)}
      >
        {t("offer.connect")}
      </s-button>
      {isAway && (
        <s-stack direction="inline" gap="base" alignItems="center">
          <s-text>{t("offer.check")}</s-text>
          <s-button variant="secondary" onClick={onReload}>
            {t("offer.reload")}
          </s-button>
        </s-stack>
      )}
    </>
  );
}

function Linked(props: {
  friendName: string | null;
  addFriendUrl: string | null;
  t: Translate;
  onUnlink: () => Promise<void>;
}) {
  const { friendName, addFriendUrl, t, onUnlink } = props;
  const [step, setStep] = useState<"shown" | "asked" | "unlinking">("shown");
  async function unlink() {
    setStep("unlinking");
    await onUnlink();
    setStep("shown");
  }
  return (
    <>
      <s-stack direction="inline" gap="base" alignItems="center">
        <s-badge>{t("linked.badge")}</s-badge>
        <s-text>{friendName ? t("linked.as", { name: friendName }) : t("linked.asUnnamed")}</s-text>
      </s-stack>
      {addFriendUrl && (
        <s-stack gap="base">
          <s-text>{t("linked.addFriend")}</s-text>
          <s-button href={addFriendUrl} target="_blank">
            {t("linked.addFriendButton")}
          </s-button>
        </s-stack>
      )}
      {step === "shown" ? (
        <s-button variant="secondary" onClick={() => setStep("asked")}>
          {t("linked.unlink")}
        </s-button>
      ) : (
        <s-stack gap="base">
          <s-text>{t("unlink.question")}</s-text>
          <s-stack direction="inline" gap="base">
            <s-button tone="critical" loading={step === "unlinking"} onClick={() => void unlink()}>
              {t("unlink.confirm")}
            </s-button>
            <s-button variant="secondary" onClick={() => setStep("shown")}>
              {t("unlink.cancel")}
            </s-button>
          </s-stack>
        </s-stack>
      )}
    </>
  );
}
