import type { z } from "zod";
import type { Database } from "#app/platform/db.server.ts";
import { assertNever } from "#app/platform/errors.ts";
import { parseChannelForm } from "./channel-form.ts";
import type { ChannelAnswer, ChannelTrouble, channelRequest } from "./channel-request.ts";
import { connectChannel } from "./connect-channel.server.ts";
import { leaveWebhook } from "./leave-webhook.server.ts";
import { beginLogin } from "./login-attempt.server.ts";
import { readChannel } from "./read-channel.server.ts";
import { releaseChannel } from "./release-channel.server.ts";
import { takeWebhook } from "./take-webhook.server.ts";
import { testWebhook } from "./test-webhook.server.ts";
import { tickSetupStep } from "./tick-setup-step.server.ts";

const inTrouble = (trouble: ChannelTrouble): ChannelAnswer => ({ ok: false, trouble });

/** Does what the settings page asks for, and answers in its words. */
export async function performChannelRequest(options: {
  db: Database;
  shopId: string;
  request: z.infer<typeof channelRequest>;
  actor: string;
  now: Date;
}): Promise<ChannelAnswer> {
  const { request, ...at } = options;
  const { intent } = request;
  switch (intent) {
    case "connect": {
      const parsed = parseChannelForm(request);
      if (parsed.outcome === "invalid") return { ok: false, errors: parsed.errors };
      const connected = await connectChannel({ ...at, form: parsed.form });
      if (connected.outcome === "invalid") return { ok: false, errors: connected.errors };
      return connected.outcome === "connected" ? { ok: true, intent } : inTrouble("unclear");
    }
    case "take_webhook": {
      const taken = await takeWebhook({ ...at, replaces: request.replaces || null });
      if (taken.outcome === "trouble") return inTrouble(taken.trouble);
      if (taken.outcome !== "taken") return inTrouble(taken.outcome);
      const tested = await testWebhook(at);
      return { ok: true, intent, test: tested.outcome === "tested" ? tested.test : null };
    }
    case "test_webhook": {
      const tested = await testWebhook(at);
      if (tested.outcome === "trouble") return inTrouble(tested.trouble);
      if (tested.outcome === "not_connected") return inTrouble("not_connected");
      return { ok: true, intent, test: tested.test };
    }
    case "leave_webhook": {
      const left = await leaveWebhook(at);
      if (left.outcome !== "left") return inTrouble(left.outcome);
      return { ok: true, intent, webhook: left.webhook };
    }
    case "tick_step": {
      const { outcome } = await tickSetupStep({ ...at, ...request });
      return outcome === "ticked" ? { ok: true, intent } : inTrouble(outcome);
    }
    case "begin_login": {
      const channel = await readChannel(at);
      if (!channel?.login) return inTrouble("not_connected");
      const begun = await beginLogin({
        db: at.db,
        shopId: at.shopId,
        channelId: channel.id,
        purpose: "merchant",
        returnPath: "/app/settings",
        locale: request.locale,
      });
      return { ok: true, intent, ...begun };
    }
    case "disconnect": {
      const released = await releaseChannel({ ...at, restoreWebhook: request.restoreWebhook });
      if (released.outcome !== "released") return inTrouble(released.outcome);
      return { ok: true, intent, webhook: released.webhook };
    }
    default:
      return assertNever(intent);
  }
}
