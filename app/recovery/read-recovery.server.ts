import type { RecoveryStep } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import type { RecoveryForm, StepForm } from "./recovery-form.ts";
import {
  defaultContent,
  RECOMMENDED_DELAY,
  recoveryContent,
  STEP_DELAYS,
  type StepDelay,
} from "./recovery-step.ts";

export type RecoveryPage = {
  form: RecoveryForm;
  /** False until the merchant has saved for the first time: the form then shows the defaults. */
  isSaved: boolean;
  tags: { id: string; name: string }[];
  /** Null while no LINE account is connected. */
  channel: {
    name: string | null;
    pictureUrl: string | null;
    testName: string | null;
    canTest: boolean;
  } | null;
};

const DEFAULT_SETTINGS = {
  isOn: false,
  sendingFromMinute: 8 * 60,
  sendingUntilMinute: 22 * 60,
  activityPauseMinutes: 10,
  quietMinutes: 0,
  onlyNeverReminded: false,
  attributionDays: 7,
};

/**
 * What the cart recovery page shows.
 *
 * @param options.locale of the texts that stand in a step until the merchant writes some
 */
export async function readRecovery(options: {
  db: Db;
  shopId: string;
  locale: Locale;
}): Promise<RecoveryPage> {
  const { db, shopId, locale } = options;
  const [settings, steps, tags, channel] = await Promise.all([
    db.recoverySettings.findUnique({
      where: { shopId },
      omit: { shopId: true, activatedAt: true },
    }),
    db.recoveryStep.findMany({ where: { shopId } }),
    db.tag.findMany({
      where: { shopId },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
    db.channel.findFirst({
      where: { shopId, messagingChannelId: { not: null }, disconnectedAt: null },
      select: { displayName: true, pictureUrl: true, testLineUserId: true, testDisplayName: true },
    }),
  ]);
  return {
    form: {
      ...(settings ?? DEFAULT_SETTINGS),
      steps: STEP_DELAYS.map((delay) =>
        stepForm(
          delay,
          steps.find((step) => step.delayMinutes === delay),
          locale,
        ),
      ),
    },
    isSaved: settings !== null,
    tags,
    channel: channel && {
      name: channel.displayName,
      pictureUrl: channel.pictureUrl,
      testName: channel.testDisplayName,
      canTest: channel.testLineUserId !== null,
    },
  };
}

function stepForm(
  delayMinutes: StepDelay,
  saved: RecoveryStep | undefined,
  locale: Locale,
): StepForm {
  if (!saved) {
    return {
      delayMinutes,
      isOn: delayMinutes === RECOMMENDED_DELAY,
      content: defaultContent(delayMinutes, locale),
      addTagId: null,
      removeTagId: null,
    };
  }
  return {
    delayMinutes,
    isOn: saved.isOn,
    content: recoveryContent.parse(saved.content),
    addTagId: saved.addTagId,
    removeTagId: saved.removeTagId,
  };
}
