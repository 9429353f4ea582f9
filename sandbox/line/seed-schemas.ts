import { z } from "zod";
import { USER_ID } from "./ids.ts";

/** An optional setting that `null` clears. */
const clearable = <Value>(value: z.ZodType<Value>) =>
  value.nullish().transform((given) => given ?? undefined);

const userId = z.string().regex(USER_ID);
const quota = z.discriminatedUnion("type", [
  z.object({ type: z.literal("none") }),
  z.object({ type: z.literal("limited"), value: z.number().int().min(0) }),
]);

const messagingSettings = {
  channelSecret: z.string().min(1),
  displayName: z.string().min(1),
  pictureUrl: clearable(z.string()),
  chatMode: z.enum(["chat", "bot"]),
  markAsReadMode: z.enum(["auto", "manual"]),
  verified: z.boolean(),
  quota,
  longLivedAccessToken: clearable(z.string()),
  premiumId: clearable(z.string()),
};
const webhook = z.strictObject({
  endpoint: clearable(z.string()),
  active: z.boolean(),
  redelivery: z.boolean(),
});

const loginSettings = {
  channelSecret: z.string().min(1),
  displayName: z.string().min(1),
  linkedBotUserId: clearable(userId),
  callbackUrls: z.array(z.url()),
  status: z.enum(["developing", "published"]),
  testerUserIds: z.array(userId),
  emailPermission: z.boolean(),
  liffApps: z.array(
    z.strictObject({
      liffId: z.string().regex(/^\d{10}-[0-9A-Za-z]{8}$/),
      endpointUrl: z.url(),
      scopes: z.array(z.enum(["openid", "profile", "email"])),
    }),
  ),
};

export const provider = z.strictObject({
  name: z.string().min(1),
  providerId: z.string().optional(),
});

/** What is left out is made up by the store. */
export const newMessagingChannel = z
  .strictObject({
    ...messagingSettings,
    channelId: z.string().regex(/^\d{10}$/),
    botUserId: userId,
    basicId: z.string().regex(/^@/),
  })
  .partial()
  .extend({
    providerId: z.string(),
    webhook: webhook.partial().optional(),
  });
export const messagingChannelPatch = z
  .strictObject(messagingSettings)
  .partial()
  .extend({ webhook: webhook.partial().optional() });

export const newLoginChannel = z
  .strictObject({ ...loginSettings, channelId: z.string().regex(/^\d{10}$/) })
  .partial()
  .extend({ providerId: z.string() });
export const loginChannelPatch = z.strictObject(loginSettings).partial();

export const newUser = z.strictObject({
  displayName: z.string().min(1),
  personId: z.string().optional(),
  userIds: z.record(z.string(), userId).optional(),
  pictureUrl: z.string().optional(),
  statusMessage: z.string().optional(),
  language: z.string().optional(),
  email: z.string().optional(),
});

export const friendship = z.strictObject({ friendship: z.enum(["none", "following", "blocked"]) });
export const usage = z.strictObject({ totalUsage: z.number().int().min(0) });
export const clock = z.strictObject({ advanceMs: z.number().min(0) });
