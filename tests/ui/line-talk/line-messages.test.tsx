import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LineTalk } from "#app/ui/line-talk/line-talk.tsx";
import type { TalkEntry } from "#app/ui/line-talk/line-talk.tsx";
import type { LineMessage } from "#app/ui/line-talk/line-message.ts";
import { messageSummary } from "#app/ui/line-talk/message-summary.ts";
import { safeUri } from "#app/ui/line-talk/safe-uri.ts";
import { talkWords } from "#app/ui/line-talk/talk-words.ts";
import { at, bot, drawFlex, drawMessage, drawMessages, drawPreview } from "./draw.tsx";

const text = (value: string): LineMessage => ({ type: "text", text: value });

test("HTML in any text is shown as text and never becomes HTML", () => {
  const attack = `<img src=x onerror="alert(1)">`;
  const html =
    drawMessage(text(attack)) +
    drawFlex({
      type: "bubble",
      body: { type: "box", layout: "vertical", contents: [{ type: "text", text: attack }] },
    }) +
    drawMessage({
      type: "template",
      altText: attack,
      template: {
        type: "confirm",
        text: attack,
        actions: [{ type: "message", label: attack, text: attack }],
      },
    });
  expect(html).not.toContain("<img src=x");
  expect(html).toContain("&lt;img src=x");
});

test.each([
  ["https://shop.example.com/", true],
  ["http://127.0.0.1:3000/", true],
  ["line://app/1-a", true],
  ["tel:0312345678", true],
  ["javascript:alert(1)", false],
  ["JaVaScRiPt:alert(1)", false],
  ["data:text/html,x", false],
  ["file:///etc/passwd", false],
  ["//shop.example.com", false],
  ["", false],
])("a tap on %s may open it: %s", (uri, isSafe) => {
  expect(safeUri(uri)).toBe(isSafe ? uri : undefined);
});

test("a button with an unsafe URI is drawn but cannot be pressed", () => {
  const html = drawFlex({
    type: "bubble",
    body: {
      type: "box",
      layout: "vertical",
      contents: [
        { type: "button", action: { type: "uri", label: "押す", uri: "javascript:alert(1)" } },
      ],
    },
  });
  expect(html).toContain("押す");
  expect(html).not.toContain("<button");
  expect(html).not.toContain("javascript:");
});

test("images and videos load over http and https only", () => {
  const html = drawMessages([
    {
      type: "image",
      originalContentUrl: "javascript:alert(1)",
      previewImageUrl: "data:image/png,x",
    },
    {
      type: "imagemap",
      baseUrl: "file:///a",
      altText: "x",
      baseSize: { width: 1040, height: 700 },
    },
  ]);
  expect(html).not.toMatch(/<img|javascript|file:/);
});

test("links in a text become links that leak no referrer, and the words around them stay", () => {
  const html = drawMessage(text("くわしくは https://example.com/a?b=1。またどうぞ"));
  expect(html).toContain(
    'くわしくは <a href="https://example.com/a?b=1" target="_blank" rel="noopener noreferrer">https://example.com/a?b=1</a>。またどうぞ',
  );
});

test("LINE emoji stand where their $ stood, and other dollars stay", () => {
  const html = drawMessage({
    type: "text",
    text: "$ $5 $",
    emojis: [
      { index: 5, productId: "5ac1bfd5040ab15980c9b435", emojiId: "002" },
      { index: 0, productId: "5ac1bfd5040ab15980c9b435", emojiId: "001" },
    ],
  });
  expect(html).toMatch(/<img[^>]+android\/001\.png[^>]*> \$5 <img[^>]+android\/002\.png/);
});

test("text v2 takes its mentions and emoji from the substitution, and doubled brackets are brackets", () => {
  const html = drawMessage({
    type: "textV2",
    text: "{all} {{x}} {smile} {unknown}",
    substitution: {
      all: { type: "mention", mentionee: { type: "all" } },
      smile: { type: "emoji", productId: "5ac1bfd5040ab15980c9b435", emojiId: "003" },
    },
  });
  expect(html).toContain("@All");
  expect(html).toContain("{x}");
  expect(html).toContain("003.png");
  expect(html).toContain("{unknown}");
});

test("a sticker with ids that are not LINE's is a tile and asks no server for anything", () => {
  expect(drawMessage({ type: "sticker", packageId: "1", stickerId: "../../x" })).not.toContain(
    "<img",
  );
  expect(drawMessage({ type: "sticker", packageId: "446", stickerId: "1988" })).toContain(
    'alt="スタンプ 446/1988"',
  );
});

test("an imagemap puts each area where LINE puts it, whatever the width it is drawn at", () => {
  const html = drawMessage({
    type: "imagemap",
    baseUrl: "https://e.com/map",
    altText: "秋のセール",
    baseSize: { width: 1040, height: 520 },
    actions: [
      { type: "uri", linkUri: "https://e.com/", area: { x: 520, y: 0, width: 520, height: 260 } },
    ],
  });
  expect(html).toContain('src="https://e.com/map/700"');
  expect(html).toContain("left:50%;top:0%;width:50%;height:50%");
  expect(html).toContain('aria-label="秋のセール 1"');
});

test("the four templates are drawn with their columns and their buttons", () => {
  const action = { type: "message", label: "選ぶ", text: "1" } as const;
  const column = {
    thumbnailImageUrl: "https://e.com/1.png",
    title: "題",
    text: "本文",
    actions: [action],
  };
  const html = drawMessages([
    {
      type: "template",
      altText: "a",
      template: { ...column, type: "buttons", imageAspectRatio: "square", imageSize: "contain" },
    },
    {
      type: "template",
      altText: "b",
      template: { type: "confirm", text: "本当に？", actions: [action, action] },
    },
    { type: "template", altText: "c", template: { type: "carousel", columns: [column, column] } },
    {
      type: "template",
      altText: "d",
      template: { type: "image_carousel", columns: [{ imageUrl: "https://e.com/2.png", action }] },
    },
  ]);
  expect(html.match(/lt-template__title/g)).toHaveLength(3);
  expect(html.match(/lt-template__action /g)).toHaveLength(5);
  expect(html).toContain("lt-template__image--square");
  expect(html).toContain("lt-image-column__label");
  for (const name of ["a", "b", "c", "d"])
    expect(html).toContain(`role="group" aria-label="${name}"`);
});

test("video, audio, location, file and coupon each have their drawing", () => {
  const html = drawMessages([
    {
      type: "video",
      originalContentUrl: "https://e.com/v.mp4",
      previewImageUrl: "https://e.com/v.png",
    },
    { type: "audio", originalContentUrl: "https://e.com/a.m4a", duration: 65_000 },
    { type: "location", title: "本社", address: "東京都", latitude: 35.6, longitude: 139.7 },
    { type: "file", fileName: "見積書.pdf", fileSize: 2_100 },
    { type: "coupon", couponId: "01JYNW8JMQVFBNWF1APF8Z3FS7" },
  ]);
  for (const part of ["動画を再生", "1:05", "本社", "見積書.pdf (3 KB)", "クーポン"])
    expect(html).toContain(part);
});

test("a message, a template and a Flex container of a type nobody knows say that they can't be shown", () => {
  const unknown = { type: "hologram" } as unknown as LineMessage;
  const html = drawMessages([
    unknown,
    { type: "template", altText: "x", template: { type: "new" } as never },
    { type: "flex", altText: "x", contents: { type: "new" } as never },
    { type: "flex", altText: "a draft without contents" },
  ]);
  expect(html.match(/このメッセージは表示できません/g)).toHaveLength(4);
});

test("a preview has nothing to press, and says the same", () => {
  const message: LineMessage = {
    type: "flex",
    altText: "カート",
    quickReply: {
      items: [{ type: "action", action: { type: "message", label: "はい", text: "はい" } }],
    },
    contents: {
      type: "bubble",
      body: {
        type: "box",
        layout: "vertical",
        contents: [{ type: "button", action: { type: "message", label: "購入", text: "x" } }],
      },
    },
  };
  expect(drawPreview(message)).not.toContain("<button");
  expect(drawPreview(message)).toContain("購入");
  expect(drawMessage(message)).toContain("<button");
});

test("quick replies are those of the last message, and gone once somebody has spoken", () => {
  const asked: TalkEntry = {
    id: "1",
    at,
    from: "bot",
    message: {
      ...text("どれにしますか"),
      quickReply: {
        items: [{ type: "action", action: { type: "message", label: "寿司", text: "寿司" } }],
      },
    },
  };
  const answered: TalkEntry = { id: "2", at, from: "user", message: text("寿司") };
  const draw = (messages: TalkEntry[]) =>
    renderToStaticMarkup(<LineTalk messages={messages} bot={bot} />);
  expect(draw([asked])).toContain("lt-quick-reply");
  expect(draw([asked, answered])).not.toContain("lt-quick-reply");
});

test("times and days are those of the zone, and 既読 stands by what the bot has read", () => {
  const html = renderToStaticMarkup(
    <LineTalk
      bot={bot}
      messages={[
        {
          id: "1",
          at: Date.parse("2026-11-22T14:59:00Z"),
          from: "user",
          message: text("夜"),
          isRead: true,
        },
        { id: "2", at: Date.parse("2026-11-22T15:01:00Z"), from: "bot", message: text("朝") },
      ]}
    />,
  );
  expect(html).toContain("23:59");
  expect(html).toContain("0:01");
  expect(html.match(/lt-notice/g)).toHaveLength(2);
  expect(html).toContain("既読");
});

test("a sender's own name and icon stand in for the bot's", () => {
  const html = drawMessage({
    ...text("x"),
    sender: { name: "コニー", iconUrl: "https://e.com/cony.png" },
  });
  expect(html).toContain("コニー");
  expect(html).toContain("https://e.com/cony.png");
  expect(html).not.toContain(bot.name);
});

test("the talk list shows the alt text, the text or the kind of a message, in either language", () => {
  expect(
    messageSummary({ type: "flex", altText: "カートに商品が残っています" }, talkWords.ja),
  ).toBe("カートに商品が残っています");
  expect(
    messageSummary({ type: "text", text: "やあ$", emojis: [{ index: 2 }] }, talkWords.ja),
  ).toBe("やあ(絵文字)");
  expect(messageSummary({ type: "sticker" }, talkWords.en)).toBe("Sticker");
  expect(
    messageSummary(
      { type: "textV2", text: "{{a}} {u}", substitution: { u: { type: "mention" } } },
      talkWords.en,
    ),
  ).toBe("{a} @u");
  expect(messageSummary({ type: "x" } as never, talkWords.en)).toBe("This message can't be shown");
});
