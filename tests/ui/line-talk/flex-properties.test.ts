import { expect, test } from "vitest";
import { drawFlex, drawIn, styleOf } from "./draw.tsx";

test("children of a horizontal box share its width, children of a vertical box are as tall as their contents", () => {
  expect(styleOf(drawIn("horizontal", { type: "text", text: "a" }), "lt-text")["flex"]).toBe(
    "1 0 0px",
  );
  expect(styleOf(drawIn("vertical", { type: "text", text: "a" }), "lt-text")["flex"]).toBe("none");
});

test("flex sets the share of the width in a horizontal box and of the height in a vertical one", () => {
  const text = { type: "text", text: "a", flex: 3 } as const;
  expect(styleOf(drawIn("horizontal", text), "lt-text")["flex"]).toBe("3 0 0px");
  expect(styleOf(drawIn("vertical", text), "lt-text")["flex"]).toBe("3 0 auto");
  expect(styleOf(drawIn("horizontal", { ...text, flex: 0 }), "lt-text")["flex"]).toBe("none");
});

test("a box with a width takes that width and no share of what is left", () => {
  const html = drawIn("horizontal", {
    type: "box",
    layout: "vertical",
    width: "72px",
    height: "50%",
    contents: [],
  });
  expect(styleOf(html, "lt-box", 1)).toMatchObject({ flex: "none", width: "72px", height: "50%" });
});

test("maxWidth and maxHeight bound a box", () => {
  const html = drawIn("vertical", {
    type: "box",
    layout: "vertical",
    maxWidth: "80%",
    maxHeight: "40px",
    contents: [],
  });
  expect(styleOf(html, "lt-box", 1)).toMatchObject({ "max-width": "80%", "max-height": "40px" });
});

test("spacing stands between children only, and a child's own margin wins over it", () => {
  const html = drawFlex({
    type: "bubble",
    body: {
      type: "box",
      layout: "vertical",
      spacing: "md",
      contents: [
        { type: "text", text: "first", margin: "xxl" },
        { type: "text", text: "second" },
        { type: "text", text: "third", margin: "13px" },
        { type: "text", text: "fourth", margin: "none" },
      ],
    },
  });
  expect(styleOf(html, "lt-text", 0)["margin-top"]).toBeUndefined();
  expect(styleOf(html, "lt-text", 1)["margin-top"]).toBe("8px");
  expect(styleOf(html, "lt-text", 2)["margin-top"]).toBe("13px");
  expect(styleOf(html, "lt-text", 3)["margin-top"]).toBe("0px");
});

test("the space in a horizontal box follows the direction of the bubble", () => {
  const html = drawFlex({
    type: "bubble",
    direction: "rtl",
    body: {
      type: "box",
      layout: "horizontal",
      spacing: "lg",
      contents: [
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ],
    },
  });
  expect(html).toContain('dir="rtl"');
  expect(styleOf(html, "lt-text", 1)["margin-inline-start"]).toBe("12px");
});

test("padding is taken for all sides and overridden side by side, in keywords, pixels and percent", () => {
  const html = drawFlex({
    type: "bubble",
    body: {
      type: "box",
      layout: "vertical",
      paddingAll: "xl",
      paddingTop: "3px",
      paddingStart: "10%",
      contents: [],
    },
  });
  expect(styleOf(html, "lt-box")).toMatchObject({
    "padding-top": "3px",
    "padding-bottom": "16px",
    "padding-inline-start": "10%",
    "padding-inline-end": "16px",
  });
});

test("a box takes colour, border, corners, gradient and the alignment of its children", () => {
  const html = drawFlex({
    type: "bubble",
    body: {
      type: "box",
      layout: "vertical",
      backgroundColor: "#11223344",
      borderColor: "#ff0000",
      borderWidth: "semi-bold",
      cornerRadius: "xxl",
      justifyContent: "space-evenly",
      alignItems: "flex-end",
      background: {
        type: "linearGradient",
        angle: "23.5deg",
        startColor: "#000000",
        centerColor: "#ffffff",
        centerPosition: "10%",
        endColor: "#ff0000",
      },
      contents: [],
    },
  });
  expect(styleOf(html, "lt-box")).toMatchObject({
    "background-color": "#11223344",
    "background-image": "linear-gradient(23.5deg, #000000 0%, #ffffff 10%, #ff0000 100%)",
    "border-width": "3px",
    "border-style": "solid",
    "border-color": "#ff0000",
    "border-radius": "20px",
    "justify-content": "space-evenly",
    "align-items": "flex-end",
  });
});

test("an absolute component is placed from its parent's corner, ignoring spacing, and offsets are kept", () => {
  const html = drawFlex({
    type: "bubble",
    body: {
      type: "box",
      layout: "vertical",
      spacing: "md",
      contents: [
        { type: "text", text: "a" },
        { type: "text", text: "b", position: "absolute", offsetEnd: "lg", offsetTop: "-4px" },
        { type: "text", text: "c", offsetBottom: "5%", offsetStart: "xs" },
      ],
    },
  });
  const badge = styleOf(html, "lt-text", 1);
  expect(badge).toMatchObject({ position: "absolute", "inset-inline-end": "12px", top: "-4px" });
  expect(badge["inset-inline-start"]).toBeUndefined();
  expect(badge["margin-top"]).toBeUndefined();
  expect(styleOf(html, "lt-text", 2)).toMatchObject({ bottom: "5%", "inset-inline-start": "2px" });
});

test.each([
  ["xxs", "11px"],
  ["xs", "13px"],
  ["sm", "14px"],
  [undefined, "16px"],
  ["lg", "19px"],
  ["xl", "22px"],
  ["xxl", "29px"],
  ["3xl", "35px"],
  ["4xl", "48px"],
  ["5xl", "74px"],
  ["17.5px", "17.5px"],
])("text of size %s is %s high", (size, expected) => {
  expect(
    styleOf(drawIn("vertical", { type: "text", text: "a", size }), "lt-text")["font-size"],
  ).toBe(expected);
});

test("scaling lets the reader's font size act on text and icons, and only then", () => {
  const html = drawIn(
    "baseline",
    { type: "icon", url: "https://e.com/i.png", size: "lg", scaling: true },
    { type: "text", text: "a", scaling: true },
  );
  expect(styleOf(html, "lt-icon")["font-size"]).toBe("calc(19px * var(--lt-text-scale, 1))");
  expect(styleOf(html, "lt-text")["font-size"]).toBe("calc(16px * var(--lt-text-scale, 1))");
});

test("text takes its weight, style, decoration, colour, alignment, line number and line spacing", () => {
  const html = drawIn("vertical", {
    type: "text",
    text: "一行目\n二行目",
    weight: "bold",
    style: "italic",
    decoration: "line-through",
    color: "#123456",
    align: "end",
    gravity: "center",
    wrap: true,
    maxLines: 2,
    lineSpacing: "6px",
  });
  expect(styleOf(html, "lt-text")).toMatchObject({
    "font-weight": "700",
    "font-style": "italic",
    "text-decoration": "line-through",
    color: "#123456",
  });
  expect(html).toContain("lt-gravity-center");
  expect(styleOf(html, "lt-text__wrap")).toMatchObject({
    "text-align": "end",
    "-webkit-line-clamp": "2",
    "line-height": "calc(1.4em + 6px)",
    "margin-top": "calc(6px / -2)",
  });
});

test("spans are drawn each in its own style, and stand in for the text", () => {
  const html = drawIn("vertical", {
    type: "text",
    text: "never drawn",
    contents: [
      { type: "span", text: "new", color: "#ff0000", weight: "bold", size: "xl" },
      { type: "span", text: "old", decoration: "line-through" },
    ],
  });
  expect(html).toContain('<span style="font-size:22px;color:#ff0000;font-weight:700">new</span>');
  expect(html).toContain('<span style="text-decoration:line-through">old</span>');
  expect(html).not.toContain("never drawn");
});

test("an image takes its width, ratio, mode, ground and place", () => {
  const html = drawIn("vertical", {
    type: "image",
    url: "https://e.com/a.png",
    size: "5xl",
    aspectRatio: "20:13",
    aspectMode: "cover",
    backgroundColor: "#eeeeee",
    align: "end",
    gravity: "bottom",
  });
  expect(styleOf(html, "lt-image__frame")).toEqual({
    width: "220px",
    "aspect-ratio": "20 / 13",
    "background-color": "#eeeeee",
  });
  expect(html).toContain("lt-align-end lt-gravity-bottom");
  expect(html).toContain('class="lt-cover"');
});

test("an image is md, square and whole unless it says otherwise, and never higher than three times its width", () => {
  const html = drawIn(
    "vertical",
    { type: "image", url: "https://e.com/a.png" },
    { type: "image", url: "https://e.com/a.png", size: "full", aspectRatio: "1:9" },
    { type: "image", url: "https://e.com/a.png", size: "45%" },
  );
  expect(styleOf(html, "lt-image__frame", 0)).toEqual({ width: "100px", "aspect-ratio": "1 / 1" });
  expect(styleOf(html, "lt-image__frame", 1)).toEqual({ width: "100%", "aspect-ratio": "1 / 3" });
  expect(styleOf(html, "lt-image__frame", 2)["width"]).toBe("45%");
  expect(html).toContain('class="lt-fit"');
});

test("a button's colour is its letters when it is a link and its ground otherwise", () => {
  const action = { type: "message", label: "押す", text: "x" } as const;
  const link = drawIn("vertical", { type: "button", action, color: "#ff0000" });
  expect(styleOf(link, "lt-button__face--link")["color"]).toBe("#ff0000");
  const primary = drawIn("vertical", {
    type: "button",
    action,
    color: "#ff0000",
    style: "primary",
    height: "sm",
  });
  expect(styleOf(primary, "lt-button__face--primary")["background-color"]).toBe("#ff0000");
  expect(primary).toContain("lt-button__face--sm");
});

test("a separator is drawn above a block that asks for one, but never above the first", () => {
  const box = { type: "box", layout: "vertical", contents: [] } as const;
  const html = drawFlex({
    type: "bubble",
    styles: {
      header: { separator: true, backgroundColor: "#abcdef" },
      footer: { separator: true, separatorColor: "#00ff00" },
    },
    header: { ...box, contents: [] },
    footer: { ...box, contents: [] },
  });
  expect(html.match(/lt-separator--block/g)).toHaveLength(1);
  expect(styleOf(html, "lt-separator--block")["border-color"]).toBe("#00ff00");
  expect(styleOf(html, "lt-block--header")["background-color"]).toBe("#abcdef");
});

test("spacing does not act on a filler, which takes what is left", () => {
  const html = drawFlex({
    type: "bubble",
    body: {
      type: "box",
      layout: "vertical",
      spacing: "md",
      contents: [{ type: "text", text: "a" }, { type: "filler" }, { type: "text", text: "b" }],
    },
  });
  expect(html).toContain('<div style="flex:1 0 auto"></div>');
});

test("values that LINE would refuse are dropped, and nothing else of theirs gets into the page", () => {
  const html = drawFlex({
    type: "bubble",
    size: "enormous",
    body: {
      type: "box",
      layout: "diagonal",
      backgroundColor: "red;background:url(https://evil.example/x)",
      paddingAll: "calc(1px)",
      width: "12em",
      cornerRadius: "constructor",
      background: {
        type: "linearGradient",
        angle: "1turn",
        startColor: "#000000",
        endColor: "#ffffff",
      },
      contents: [{ type: "text", text: "a", size: "huge", color: "expression(1)" }],
    },
  });
  expect(html).not.toMatch(/evil|calc|12em|constructor|function|1turn|expression/);
  expect(html).toContain("lt-bubble--mega");
  expect(html).toContain("lt-box--vertical");
});
