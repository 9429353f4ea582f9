import { afterAll } from "vitest";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createLineStandIn } from "#sandbox/line/line-stand-in.ts";
import { createRequestLog } from "#sandbox/request-log.ts";

/**
 * A LINE for one test file, with the environment pointed at it. To be awaited before anything of `app/` that reads the
 * environment is imported.
 */
export async function startLine() {
  const faults = createFaults();
  const requests = createRequestLog();
  const line = await createLineStandIn({ clock: createMemoryClock(), faults, requests });
  afterAll(() => line.close());
  Object.assign(process.env, {
    LINE_API_URL: line.urls.api,
    LINE_DATA_API_URL: line.urls.data,
    LINE_ACCESS_URL: line.urls.access,
  });

  /** A merchant's Official Account: both channels under one provider, and a person who is its friend. */
  function addAccount(options: { callbackUrl?: string; webhookUrl?: string } = {}) {
    const { providerId } = line.state.addProvider({ name: "結び商店" });
    const bot = line.state.addMessagingChannel({
      providerId,
      displayName: "結び商店",
      webhook: { endpoint: options.webhookUrl, active: true, redelivery: false },
    });
    const login = line.state.addLoginChannel({
      providerId,
      linkedBotUserId: bot.botUserId,
      callbackUrls: [options.callbackUrl ?? "https://musubi.test/line/callback"],
    });
    const person = line.state.addUser({ displayName: "花子" });
    const userId = person.userIds[providerId] ?? "";
    line.state.setFriendship(bot.botUserId, userId, "following");
    return { providerId, bot, login, person, userId };
  }

  return { line, faults, requests, addAccount };
}

export type LineAccount = ReturnType<Awaited<ReturnType<typeof startLine>>["addAccount"]>;
