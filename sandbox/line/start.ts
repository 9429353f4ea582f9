import { parseArgs } from "node:util";
import { createMemoryClock } from "../clock.ts";
import { createFaults } from "../faults.ts";
import { createRequestLog } from "../request-log.ts";
import { createLineStandIn } from "./line-stand-in.ts";

const { values } = parseArgs({
  options: {
    webhook: { type: "string" },
    callback: { type: "string", multiple: true, default: ["http://localhost:3000/callback"] },
    "api-port": { type: "string", default: "0" },
    "data-port": { type: "string", default: "0" },
    "access-port": { type: "string", default: "0" },
    json: { type: "boolean", default: false },
  },
});

const line = await createLineStandIn({
  clock: createMemoryClock(),
  faults: createFaults(),
  requests: createRequestLog(),
  ports: {
    api: Number(values["api-port"]),
    data: Number(values["data-port"]),
    access: Number(values["access-port"]),
  },
}).catch((error: Error) => {
  // A taken port: the message says which.
  console.error(error.message);
  process.exit(1);
});

const { providerId } = line.state.addProvider({ name: "Sandbox provider" });
const bot = line.state.addMessagingChannel({
  providerId,
  displayName: "サンドボックス商店",
  longLivedAccessToken: "sandbox-long-lived-channel-access-token",
  webhook: {
    active: true,
    redelivery: true,
    ...(values.webhook ? { endpoint: values.webhook } : {}),
  },
});
const login = line.state.addLoginChannel({
  providerId,
  displayName: "サンドボックス商店",
  linkedBotUserId: bot.botUserId,
  callbackUrls: values.callback,
});
const people = ["山田 花子", "佐藤 太郎"].map((displayName) => line.state.addUser({ displayName }));
for (const person of people) {
  line.state.setFriendship(bot.botUserId, person.userIds[providerId] ?? "", "following");
}

const started = { urls: line.urls, messagingChannel: bot, loginChannel: login, users: people };
if (values.json) console.log(JSON.stringify(started));
else {
  console.log(`api.line.me       ${line.urls.api}
api-data.line.me  ${line.urls.data}
access.line.me    ${line.urls.access}

Messaging API     channel ${bot.channelId}  secret ${bot.channelSecret}  bot ${bot.botUserId} (${bot.basicId})
                  long-lived token ${bot.longLivedAccessToken}
                  webhook ${bot.webhook.endpoint ?? "not set: PUT /v2/bot/channel/webhook/endpoint"}
LINE Login        channel ${login.channelId}  secret ${login.channelSecret}  callback ${login.callbackUrls.join(" ")}
People            ${people.map((person) => `${person.displayName} ${person.userIds[providerId]}`).join("\n                  ")}

Drive it: ${line.urls.api}/_sandbox/state (see sandbox/line/README.md). Ctrl-C ends it.`);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void line.close().then(() => process.exit(0)));
}
