import { expect, test } from "vitest";
import { lineWorld } from "./line-world.ts";
import {
  bubble,
  buttons,
  carousel,
  column,
  open,
  quick,
  say,
  IMAGE_URL,
  validate,
  words,
} from "./message-samples.ts";

test.for<[what: string, message: object]>([
  ["5,000 characters of text", { type: "text", text: words(5_000) }],
  [
    "LINE emoji at their places",
    { type: "text", text: "$!", emojis: [{ index: 0, productId: "5ac1", emojiId: "001" }] },
  ],
  [
    "text v2 with an emoji",
    {
      type: "textV2",
      text: "{{x}} {a}",
      substitution: { a: { type: "emoji", productId: "5ac1", emojiId: "1" } },
    },
  ],
  ["a sticker", { type: "sticker", packageId: "446", stickerId: "1988" }],
  ["an image", { type: "image", originalContentUrl: IMAGE_URL, previewImageUrl: IMAGE_URL }],
  [
    "a video with a tracking id",
    { type: "video", originalContentUrl: IMAGE_URL, previewImageUrl: IMAGE_URL, trackingId: "a-1" },
  ],
  ["a sound", { type: "audio", originalContentUrl: IMAGE_URL, duration: 60_000 }],
  [
    "a place",
    { type: "location", title: "店", address: "東京都", latitude: 35.6, longitude: 139.7 },
  ],
  [
    "an imagemap",
    {
      type: "imagemap",
      baseUrl: "https://example.com/rm",
      altText: "地図",
      baseSize: { width: 1040, height: 520 },
      actions: [
        { type: "uri", linkUri: "tel:0312345678", area: { x: 0, y: 0, width: 520, height: 520 } },
      ],
    },
  ],
  ["buttons", buttons({ defaultAction: { type: "uri", uri: "https://example.com/" } })],
  ["a carousel of ten columns", carousel(Array.from({ length: 10 }, () => column))],
  [
    "an image carousel",
    {
      type: "template",
      altText: "画像",
      template: { type: "image_carousel", columns: [{ imageUrl: IMAGE_URL, action: open }] },
    },
  ],
  [
    "every action of a quick reply",
    quick(
      { type: "camera", label: "撮る" },
      { type: "cameraRoll", label: "選ぶ" },
      { type: "location", label: "場所" },
      {
        type: "datetimepicker",
        label: "日",
        data: "d",
        mode: "date",
        min: "2026-01-01",
        max: "2026-12-31",
      },
      { type: "clipboard", label: "写す", clipboardText: "A" },
      { type: "postback", label: "送る", data: "a=1", displayText: "送る" },
    ),
  ],
  ["a coupon", { type: "coupon", couponId: "01JYNW8JMQVFBNWF1APF8Z3FS7", deliveryTag: "winter_1" }],
  [
    "http on loopback, the one leniency",
    {
      type: "image",
      originalContentUrl: "http://localhost:3000/a.png",
      previewImageUrl: "http://127.0.0.1:3000/a.png",
    },
  ],
])("LINE takes %s", async ([, message]) => {
  expect(await validate(message)).toMatchObject({ status: 200, json: {} });
});

const tooLong = (max: number, min = 1) => `Length must be between ${min} and ${max}`;

test.for<[what: string, message: object, property: string, refusal: string]>([
  ["empty text", { type: "text", text: "" }, "text", "May not be empty"],
  ["missing text", { type: "text" }, "text", "May not be empty"],
  ["5,001 characters", { type: "text", text: words(5_001) }, "text", tooLong(5_000)],
  [
    "2,501 emoji of two units each",
    { type: "text", text: "😀".repeat(2_501) },
    "text",
    tooLong(5_000),
  ],
  [
    "an emoji beside its $",
    { type: "text", text: "a$", emojis: [{ index: 0, productId: "5ac1", emojiId: "1" }] },
    "emojis[0].index",
    "invalid property",
  ],
  [
    "an unknown kind",
    { type: "fax" },
    "type",
    "Must be one of the following values: [text, textV2, sticker, image, video, audio, location, imagemap, template, flex, coupon]",
  ],
  [
    "a v2 text without its substitution",
    { type: "textV2", text: "{who}さん" },
    "substitution.who",
    "must be specified",
  ],
  [
    "an image over http",
    { type: "image", originalContentUrl: "http://example.com/a.png", previewImageUrl: IMAGE_URL },
    "originalContentUrl",
    "invalid uri scheme",
  ],
  [
    "an address that is not percent-encoded",
    {
      type: "image",
      originalContentUrl: "https://example.com/画像.png",
      previewImageUrl: IMAGE_URL,
    },
    "originalContentUrl",
    "invalid uri",
  ],
  [
    "a sound without a length",
    { type: "audio", originalContentUrl: IMAGE_URL },
    "duration",
    "May not be empty",
  ],
  [
    "a place with a long title",
    { type: "location", title: words(101), address: "a", latitude: 1, longitude: 1 },
    "title",
    tooLong(100),
  ],
  [
    "a sender called LINE",
    { type: "text", text: "a", sender: { name: "LINE公式" } },
    "sender.name",
    "invalid property",
  ],
  [
    "a sender's name of 21",
    { type: "text", text: "a", sender: { name: words(21) } },
    "sender.name",
    tooLong(20, 0),
  ],
  [
    "an altText of 1,501",
    { ...bubble({ type: "text", text: "a" }), altText: words(1_501) },
    "altText",
    tooLong(1_500),
  ],
  [
    "14 quick replies",
    quick(...Array.from({ length: 14 }, () => say)),
    "quickReply.items",
    "Size must be between 0 and 13",
  ],
  [
    "a quick reply without a label",
    quick({ type: "message", text: "a" }),
    "quickReply.items[0].action.label",
    "must be specified",
  ],
  [
    "a label of 21",
    quick({ ...say, label: words(21) }),
    "quickReply.items[0].action.label",
    tooLong(20),
  ],
  [
    "a message action without text",
    quick({ type: "message", label: "a" }),
    "quickReply.items[0].action.text",
    "must be specified",
  ],
  [
    "a rich menu switch in a quick reply",
    quick({ type: "richmenuswitch", label: "a", data: "a", richMenuAliasId: "a" }),
    "quickReply.items[0].action.type",
    "Must be one of the following values: [postback, message, uri, datetimepicker, clipboard, camera, cameraRoll, location]",
  ],
  [
    "a camera on a template",
    buttons({ actions: [{ type: "camera", label: "a" }] }),
    "template.actions[0].type",
    "Must be one of the following values: [postback, message, uri, datetimepicker, clipboard]",
  ],
  [
    "postback data of 301",
    buttons({ actions: [{ type: "postback", label: "a", data: words(301) }] }),
    "template.actions[0].data",
    tooLong(300, 0),
  ],
  [
    "an action that opens a script",
    buttons({ actions: [{ ...open, uri: "javascript:alert(1)" }] }),
    "template.actions[0].uri",
    "invalid uri scheme",
  ],
  [
    "an action's address of 1,001",
    buttons({ actions: [{ ...open, uri: `https://example.com/${"a".repeat(981)}` }] }),
    "template.actions[0].uri",
    tooLong(1_000),
  ],
  [
    "a date that is none",
    buttons({
      actions: [{ type: "datetimepicker", label: "a", data: "a", mode: "date", min: "2026-13-01" }],
    }),
    "template.actions[0].min",
    "invalid property",
  ],
  [
    "five actions",
    buttons({ actions: Array.from({ length: 5 }, () => say) }),
    "template.actions",
    "Size must be between 1 and 4",
  ],
  [
    "61 characters below a title",
    buttons({ title: "題", text: words(61) }),
    "template.text",
    tooLong(60),
  ],
  [
    "a confirmation with one button",
    { type: "template", altText: "a", template: { type: "confirm", text: "a", actions: [say] } },
    "template.actions",
    "Size must be between 2 and 2",
  ],
  [
    "eleven columns",
    carousel(Array.from({ length: 11 }, () => column)),
    "template.columns",
    "Size must be between 1 and 10",
  ],
  [
    "columns that differ",
    carousel([column, { ...column, actions: [say, say] }]),
    "template.columns[1]",
    "invalid property",
  ],
  [
    "an imagemap that is not 1,040 wide",
    {
      type: "imagemap",
      baseUrl: "https://example.com/rm",
      altText: "a",
      baseSize: { width: 800, height: 520 },
      actions: [],
    },
    "baseSize.width",
    "invalid property",
  ],
])("LINE refuses %s", async ([, message, property, refusal]) => {
  const answer = await validate(message);
  expect(answer.status).toBe(400);
  const details = [{ property: `messages[0].${property}`, message: refusal }];
  expect(answer.json).toEqual({ message: "The request body has 1 error(s)", details });
});

test("Every fault of a body is told at once, as in LINE's own example", async () => {
  const { call } = await lineWorld();
  const messages = [{ type: "text", text: "" }, { type: "fax" }];
  const answer = await call("POST", "/v2/bot/message/validate/broadcast", { messages });
  expect(answer.json).toMatchObject({
    message: "The request body has 2 error(s)",
    details: [{ property: "messages[1].type" }, { property: "messages[0].text" }],
  });
});

test("A value of the wrong type is refused as an invalid property", async () => {
  expect(await validate({ type: "text", text: 5 })).toMatchObject({
    status: 400,
    json: {
      message:
        "The property, 'messages[0].text', in the request body is invalid (line: -, column: -)",
    },
  });
});

test.for([
  [{ messages: [] }, "Size must be between 1 and 5"],
  [
    { messages: Array.from({ length: 6 }, () => ({ type: "text", text: "a" })) },
    "Size must be between 1 and 5",
  ],
  [{}, "May not be empty"],
] as const)("A body with no message, or too many, is refused: %o", async ([sent, message]) => {
  const { call } = await lineWorld();
  expect(await call("POST", "/v2/bot/message/validate/reply", sent)).toMatchObject({
    status: 400,
    json: { details: [{ property: "messages", message }] },
  });
});

test("Several aggregation units, or one with a wrong name, are refused", async () => {
  const { call, userId } = await lineWorld();
  const push = (customAggregationUnits: string[]) =>
    call("POST", "/v2/bot/message/push", {
      to: userId,
      messages: [{ type: "text", text: "a" }],
      customAggregationUnits,
    });
  expect((await push(["recovery_1"])).status).toBe(200);
  expect((await push(["a", "b"])).status).toBe(400);
  expect((await push(["秋"])).status).toBe(400);
});
