import { expect, test } from "vitest";
import { body, bubble, button, flex, open, IMAGE_URL, validate, words } from "./message-samples.ts";

test.for<[what: string, message: object]>([
  [
    "a bubble with every component",
    flex({
      type: "bubble",
      size: "giga",
      header: body({ type: "text", text: "題", size: "12px", color: "#11223344" }),
      hero: {
        type: "image",
        url: IMAGE_URL,
        size: "full",
        aspectRatio: "20:13",
        aspectMode: "cover",
      },
      body: {
        ...body(
          { type: "separator", margin: "md" },
          { type: "filler" },
          {
            type: "box",
            layout: "baseline",
            contents: [
              { type: "icon", url: IMAGE_URL, size: "sm" },
              { type: "text", contents: [{ type: "span", text: "太", weight: "bold" }] },
            ],
          },
          {
            type: "box",
            layout: "horizontal",
            contents: [],
            width: "30%",
            height: "30px",
            background: {
              type: "linearGradient",
              angle: "23.5deg",
              startColor: "#FFFF00",
              endColor: "#0080ff",
              centerPosition: "10%",
            },
          },
        ),
        offsetTop: "-4px",
        paddingAll: "5%",
        borderWidth: "semi-bold",
        cornerRadius: "xxl",
      },
      footer: body(button(open, { style: "primary", height: "sm" })),
      styles: { footer: { separator: true, separatorColor: "#000000" } },
    }),
  ],
  [
    "a video as a hero",
    flex({
      type: "bubble",
      hero: {
        type: "video",
        url: IMAGE_URL,
        previewUrl: IMAGE_URL,
        altContent: { type: "image", url: IMAGE_URL },
        aspectRatio: "20:13",
      },
    }),
  ],
  [
    "a carousel of twelve bubbles",
    flex({
      type: "carousel",
      contents: Array.from({ length: 12 }, () => ({
        type: "bubble",
        body: body({ type: "text", text: "a" }),
      })),
    }),
  ],
])("LINE takes %s", async ([, message]) => {
  expect(await validate(message)).toMatchObject({ status: 200, json: {} });
});

test.for<[what: string, message: object, property: string, refusal: string]>([
  [
    "an unknown property",
    bubble({ type: "text", text: "a", bold: true }),
    "/body/contents/0/bold",
    "unknown field",
  ],
  [
    "empty text",
    bubble({ type: "text", text: "" }),
    "/body/contents/0/text",
    "must be non-empty text",
  ],
  [
    "text that says nothing",
    bubble({ type: "text" }),
    "/body/contents/0/text",
    "must be specified",
  ],
  [
    "a span outside a text",
    bubble({ type: "span", text: "a" }),
    "/body/contents/0",
    "invalid property",
  ],
  [
    "an icon outside a baseline box",
    bubble({ type: "icon", url: IMAGE_URL }),
    "/body/contents/0",
    "invalid property",
  ],
  [
    "a button in a baseline box",
    bubble({ type: "box", layout: "baseline", contents: [button(open)] }),
    "/body/contents/0/contents/0",
    "invalid property",
  ],
  [
    "a video outside a hero",
    bubble({
      type: "video",
      url: IMAGE_URL,
      previewUrl: IMAGE_URL,
      altContent: { type: "image", url: IMAGE_URL },
    }),
    "/body/contents/0",
    "invalid property",
  ],
  [
    "a text as a hero",
    flex({ type: "bubble", hero: { type: "text", text: "a" } }),
    "/hero",
    "invalid property",
  ],
  [
    "a video in a small bubble",
    flex({
      type: "bubble",
      size: "nano",
      hero: {
        type: "video",
        url: IMAGE_URL,
        previewUrl: IMAGE_URL,
        altContent: { type: "image", url: IMAGE_URL },
      },
    }),
    "/hero",
    "invalid property",
  ],
  [
    "a bubble without a block",
    flex({ type: "bubble" }),
    "/",
    "At least one block must be specified",
  ],
  [
    "a box without a layout",
    flex({ type: "bubble", body: { type: "box", contents: [] } }),
    "/body/layout",
    "must be specified",
  ],
  [
    "an unknown layout",
    flex({ type: "bubble", body: { type: "box", layout: "grid", contents: [] } }),
    "/body/layout",
    "invalid property",
  ],
  [
    "a named colour",
    bubble({ type: "text", text: "a", color: "red" }),
    "/body/contents/0/color",
    "invalid property",
  ],
  [
    "a colour of three digits",
    bubble({ type: "text", text: "a", color: "#fff" }),
    "/body/contents/0/color",
    "invalid property",
  ],
  [
    "a size in em",
    bubble({ type: "text", text: "a", size: "2em" }),
    "/body/contents/0/size",
    "invalid property",
  ],
  [
    "a text sized in per cent",
    bubble({ type: "text", text: "a", size: "50%" }),
    "/body/contents/0/size",
    "invalid property",
  ],
  [
    "an aspect ratio that is too tall",
    bubble({ type: "image", url: IMAGE_URL, aspectRatio: "1:3.1" }),
    "/body/contents/0/aspectRatio",
    "invalid property",
  ],
  [
    "a gradient without its end",
    bubble({
      type: "box",
      layout: "vertical",
      contents: [],
      background: { type: "linearGradient", angle: "0deg", startColor: "#000000" },
    }),
    "/body/contents/0/background/endColor",
    "must be specified",
  ],
  [
    "an angle of 360",
    bubble({
      type: "box",
      layout: "vertical",
      contents: [],
      background: {
        type: "linearGradient",
        angle: "360deg",
        startColor: "#000000",
        endColor: "#ffffff",
      },
    }),
    "/body/contents/0/background/angle",
    "invalid property",
  ],
  [
    "a button without a label",
    bubble(button({ type: "uri", uri: "https://example.com/" })),
    "/body/contents/0/action/label",
    "must be specified",
  ],
  [
    "a button's label of 41",
    bubble(button({ ...open, label: words(41) })),
    "/body/contents/0/action/label",
    "invalid property",
  ],
  [
    "a button without an action",
    bubble({ type: "button" }),
    "/body/contents/0/action",
    "must be specified",
  ],
  [
    "an image over http",
    bubble({ type: "image", url: "http://example.com/a.png" }),
    "/body/contents/0/url",
    "invalid uri scheme",
  ],
  [
    "thirteen bubbles",
    flex({
      type: "carousel",
      contents: Array.from({ length: 13 }, () => ({
        type: "bubble",
        body: body({ type: "text", text: "a" }),
      })),
    }),
    "/contents",
    "invalid property",
  ],
  [
    "bubbles of two sizes",
    flex({
      type: "carousel",
      contents: ["mega", "kilo"].map((size) => ({
        type: "bubble",
        size,
        body: body({ type: "text", text: "a" }),
      })),
    }),
    "/contents/1/size",
    "invalid property",
  ],
  [
    "a bubble above 30 KB",
    bubble({ type: "text", text: "a".repeat(31_000) }),
    "/",
    "size of bubble must be 30 KB or less",
  ],
])("LINE refuses a Flex message with %s", async ([, message, property, refusal]) => {
  const answer = await validate(message);
  expect(answer.status).toBe(400);
  expect(answer.json).toEqual({
    message: "A message (messages[0]) in the request body is invalid",
    details: [{ property, message: refusal }],
  });
});

test("A carousel above 50 KB is refused although each of its bubbles is small enough", async () => {
  const big = { type: "bubble", body: body({ type: "text", text: "a".repeat(29_000) }) };
  const answer = await validate(flex({ type: "carousel", contents: [big, big] }));
  expect(answer).toMatchObject({
    status: 400,
    json: { details: [{ property: "/", message: "size of carousel must be 50 KB or less" }] },
  });
});
