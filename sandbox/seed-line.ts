import { newLiffSuffix } from "./line/ids.ts";
import type { LineStandIn } from "./line/line-stand-in.ts";

/** The Official Account of the sandbox's shop, and the people whose phones can be looked at. */
export function seedLine(line: LineStandIn, { appUrl }: { appUrl: string }) {
  const { providerId } = line.state.addProvider({ name: "結び商店" });
  const messaging = line.state.addMessagingChannel({
    providerId,
    displayName: "結び商店",
    // LINE's "light" plan in Japan.
    quota: { type: "limited", value: 5_000 },
    webhook: { active: true, redelivery: true },
  });
  const login = line.state.addLoginChannel({
    providerId,
    displayName: "結び商店",
    linkedBotUserId: messaging.botUserId,
    callbackUrls: [`${appUrl}/line/callback`],
    emailPermission: true,
  });
  // What the merchant adds in LINE's console, once Musubi has told the endpoint URL.
  const liff = {
    liffId: `${login.channelId}-${newLiffSuffix()}`,
    endpointUrl: `${appUrl}/liff/${login.channelId}`,
    scopes: ["openid" as const, "profile" as const],
  };
  line.state.updateLoginChannel(login.channelId, { liffApps: [liff] });
  const users = [
    { displayName: "花子", language: "ja" },
    { displayName: "Taro", language: "en" },
    { displayName: "店長", language: "ja" },
  ].map((person) => {
    const { displayName, userIds } = line.state.addUser(person);
    return { displayName, userId: userIds[providerId] ?? "" };
  });
  return {
    messaging: {
      channelId: messaging.channelId,
      channelSecret: messaging.channelSecret,
      botUserId: messaging.botUserId,
      basicId: messaging.basicId,
    },
    login: { channelId: login.channelId, channelSecret: login.channelSecret },
    liff: { ...liff, url: `${line.urls.access}/liff/${liff.liffId}` },
    users,
  };
}
