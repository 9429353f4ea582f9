import { readChannel } from "#app/channels/read-channel.server.ts";
import { validatePush } from "#app/line/validate-messages.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { log } from "#app/platform/log.server.ts";
import type { FormErrors, StepForm } from "./recovery-form.ts";
import { buildSampleMessage } from "./sample-message.ts";

/** Someone waits for the page. */
const PATIENCE_MS = 4_000;
/** Two are drawn, and the note stands below. */
const SAMPLE_LINES = 3;

/**
 * Has LINE check what the switched-on steps would send. Five steps are five messages, the most that one request takes.
 *
 * @param options.validate for tests; otherwise LINE
 * @returns `refused_by_line` at each step that LINE refuses. None where it does not answer or no account is connected:
 *   the limits of `recovery-step.ts` have been held to, and a refusal would show in the results
 */
export async function checkStepsWithLine(options: {
  db: Db;
  shopId: string;
  steps: StepForm[];
  validate?: typeof validatePush;
}): Promise<FormErrors> {
  const { db, shopId, steps, validate = validatePush } = options;
  const places = steps.flatMap(({ isOn }, place) => (isOn ? [place] : []));
  const channel = places.length > 0 ? await readChannel({ db, shopId }) : null;
  if (!channel) return {};
  const shop = await db.shop.findUniqueOrThrow({ where: { id: shopId } });
  const messages = places.map((place) =>
    buildSampleMessage({
      content: steps[place]!.content,
      products: [],
      count: SAMPLE_LINES,
      currency: shop.currency,
      recipientName: null,
      url: env().SHOPIFY_APP_URL,
      locale: toLocale(shop.locale),
    }),
  );
  const { credentials } = channel;
  const answer = await validate({ credentials, messages, timeOutMs: PATIENCE_MS });
  if (answer.outcome !== "invalid") return {};
  const { problems } = answer;
  log.warn({ shopId, problems }, "LINE refuses what a recovery step would send");
  const refused = problems.flatMap(
    ({ property }) => places[Number(/^messages\[(\d)\]/.exec(property)?.[1] ?? 0)] ?? [],
  );
  return Object.fromEntries(
    refused.map((place) => [`steps.${place}.content`, "refused_by_line"] as const),
  );
}
