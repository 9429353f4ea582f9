import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import type {
  LoginChannel,
  MessagingChannel,
  PhoneUser,
  StandInUrls,
} from "#sandbox/line/state.ts";
import { request, text } from "./line-world.ts";

type Started = {
  urls: StandInUrls;
  messagingChannel: MessagingChannel;
  loginChannel: LoginChannel;
  users: PhoneUser[];
};

test("Started by itself, the stand-in prints what one needs to send the first message", async () => {
  const child = spawn(process.execPath, ["sandbox/line/start.ts", "--json"]);
  onTestFinished(() => void child.kill());
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { urls, messagingChannel: bot, users } = JSON.parse(line) as Started;
  const userId = users[0]?.userIds[bot.providerId];
  const sent = await request(
    `${urls.api}/v2/bot/message/push`,
    "POST",
    { to: userId, messages: [text("はじめまして")] },
    { authorization: `Bearer ${bot.longLivedAccessToken}` },
  );
  expect(sent.status).toBe(200);
  const talk = await request(`${urls.api}/_sandbox/talks/${bot.botUserId}/${userId}`, "GET");
  expect(talk.json).toMatchObject({ messages: [{ message: text("はじめまして") }] });

  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number];
  expect(code).toBe(0);
});
