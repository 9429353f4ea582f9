import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Box, Card, Checkbox, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelAnswer } from "../channel-request.ts";
import type { ChannelSettings } from "../channel-settings.server.ts";
import { type SetupStep, setupSteps } from "../channel.ts";
import type { LineLook } from "../look-at-line.server.ts";
import { ConsolePicture } from "./console-picture.tsx";
import { WithLook } from "./line-look.tsx";
import { OutsideLink } from "./outside-link.tsx";
import { TroubleBanner } from "./trouble-banner.tsx";

type Channel = NonNullable<ChannelSettings["channel"]>;
type Step = (typeof setupSteps)[number];

/** What only the merchant can switch, on LINE's own pages: told in steps, ticked by hand, beside what LINE lets us see. */
export function SetupStepsCard({
  channel,
  look,
}: {
  channel: Channel;
  look: Promise<LineLook> | null;
}) {
  const { t } = useTranslation("settings");
  // A tick shows at once; what is stored is read with the page.
  const [ticked, setTicked] = useState<ReadonlySet<SetupStep>>(new Set(channel.stepsDone));
  const steps = setupSteps.filter(
    ({ needsWebhook }) => !needsWebhook || channel.webhook.mode === "own",
  );
  const done = steps.filter(({ name }) => ticked.has(name)).length;
  function tick(name: SetupStep, isDone: boolean) {
    setTicked(
      (now) => new Set(isDone ? [...now, name] : [...now].filter((other) => other !== name)),
    );
  }
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("steps.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("steps.about")}
        </Text>
        <Text as="p">{t("steps.progress", { done, total: steps.length })}</Text>
        {steps.map((step) => (
          <StepRow
            key={step.name}
            step={step}
            channel={channel}
            look={look}
            isDone={ticked.has(step.name)}
            onTick={(isDone) => tick(step.name, isDone)}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

function StepRow({
  step,
  channel,
  look,
  isDone,
  onTick,
}: {
  step: Step;
  channel: Channel;
  look: Promise<LineLook> | null;
  isDone: boolean;
  onTick: (isDone: boolean) => void;
}) {
  const { t } = useTranslation("settings");
  const fetcher = useFetcher<ChannelAnswer>();
  const { name } = step;
  function tick(wanted: boolean) {
    onTick(wanted);
    const form = { intent: "tick_step", step: name, isDone: String(wanted) };
    void fetcher.submit(form, { method: "post" });
  }
  return (
    <Box borderColor="border" borderBlockStartWidth="025" paddingBlockStart="300">
      <BlockStack gap="200">
        <Checkbox
          label={t(`steps.${name}.title`)}
          helpText={t(`steps.${name}.body`)}
          checked={isDone}
          onChange={tick}
        />
        <TroubleBanner answer={fetcher.data} />
        <Box paddingInlineStart="600">
          <BlockStack gap="200">
            <ConsolePicture
              where={t(`steps.${name}.where`)}
              row={t(`steps.${name}.row`)}
              value={t(`steps.${name}.value`)}
            />
            <InlineStack gap="300">
              <OutsideLink url={consoleUrl(step, channel)}>
                {t(step.console === "developers" ? "steps.openDevelopers" : "steps.openManager")}
              </OutsideLink>
              <WithLook look={look}>{(seen) => <Seen step={step} seen={seen} />}</WithLook>
            </InlineStack>
          </BlockStack>
        </Box>
      </BlockStack>
    </Box>
  );
}

/** What LINE itself says of a step, where its API says anything. */
function Seen({ step, seen }: { step: Step; seen: LineLook | undefined }) {
  const { t } = useTranslation("settings");
  if (seen?.outcome !== "seen") return null;
  if (step.name === "use_webhook") {
    const { isActive } = seen.webhook;
    return (
      <Badge tone={isActive ? "success" : "warning"}>
        {t(isActive ? "steps.seen.on" : "steps.seen.off")}
      </Badge>
    );
  }
  if (step.name !== "chat") return null;
  return <Badge>{t(seen.chatMode === "chat" ? "steps.seen.chat" : "steps.seen.bot")}</Badge>;
}

function consoleUrl({ name, console }: Step, channel: Channel): string {
  if (console === "manager") return "https://manager.line.biz/";
  const isLogin = name === "callback_url" || name === "link_bot" || name === "publish_login";
  const id = isLogin ? channel.loginChannelId : channel.messagingChannelId;
  return id
    ? `https://developers.line.biz/console/channel/${id}`
    : "https://developers.line.biz/console/";
}
