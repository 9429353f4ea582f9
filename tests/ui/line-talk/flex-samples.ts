import type {
  FlexBubble,
  FlexCarousel,
  FlexComponent,
  FlexText,
} from "#app/ui/line-talk/flex-contents.ts";
import type { LineAction } from "#app/ui/line-talk/line-message.ts";

/**
 * Flex Messages of the kinds that LINE's showcase has (receipt, restaurant, shopping, boarding ticket, to-do list, transit), and
 * the one that Musubi lives by: an abandoned cart. Together they use every component and every property.
 */

const image = (name: string) => `https://images.example.com/${name}.png`;
const open: LineAction = { type: "uri", label: "View details", uri: "https://shop.example.com/" };

const row = (label: string, value: string, color = "#111111"): FlexComponent => ({
  type: "box",
  layout: "horizontal",
  contents: [
    { type: "text", text: label, size: "sm", color: "#555555", flex: 0 },
    { type: "text", text: value, size: "sm", color, align: "end" },
  ],
});

const receipt: FlexBubble = {
  type: "bubble",
  styles: { footer: { separator: true, separatorColor: "#CCCCCC" } },
  body: {
    type: "box",
    layout: "vertical",
    contents: [
      { type: "text", text: "RECEIPT", weight: "bold", color: "#1DB446", size: "sm" },
      { type: "text", text: "Brown Store", weight: "bold", size: "xxl", margin: "md" },
      {
        type: "text",
        text: "Miraina Tower, 4-1-6 Shinjuku, Tokyo",
        size: "xs",
        color: "#aaaaaa",
        wrap: true,
      },
      { type: "separator", margin: "xxl" },
      {
        type: "box",
        layout: "vertical",
        margin: "xxl",
        spacing: "sm",
        contents: [
          row("Energy Drink", "$2.99"),
          row("Chewing Gum", "$0.99"),
          row("Bottled Water", "$3.33"),
          { type: "separator", margin: "xxl", color: "#EEEEEE" },
          row("ITEMS", "3"),
          row("TOTAL", "$7.31"),
        ],
      },
      { type: "separator", margin: "xxl" },
      {
        type: "box",
        layout: "horizontal",
        margin: "md",
        contents: [
          { type: "text", text: "PAYMENT ID", size: "xs", color: "#aaaaaa", flex: 0 },
          { type: "text", text: "#743289384279", color: "#aaaaaa", size: "xs", align: "end" },
        ],
      },
    ],
  },
};

const star = (isGold: boolean): FlexComponent => ({
  type: "icon",
  size: "sm",
  url: image(isGold ? "star-gold" : "star-gray"),
});
const fact = (label: string, value: string): FlexComponent => ({
  type: "box",
  layout: "baseline",
  spacing: "sm",
  contents: [
    { type: "text", text: label, color: "#aaaaaa", size: "sm", flex: 1 },
    { type: "text", text: value, wrap: true, color: "#666666", size: "sm", flex: 5 },
  ],
});

const restaurant: FlexBubble = {
  type: "bubble",
  hero: {
    type: "image",
    url: image("cafe"),
    size: "full",
    aspectRatio: "20:13",
    aspectMode: "cover",
    action: open,
  },
  body: {
    type: "box",
    layout: "vertical",
    contents: [
      { type: "text", text: "Brown Cafe", weight: "bold", size: "xl" },
      {
        type: "box",
        layout: "baseline",
        margin: "md",
        contents: [
          ...[true, true, true, true, false].map(star),
          { type: "text", text: "4.0", size: "sm", color: "#999999", margin: "md", flex: 0 },
        ],
      },
      {
        type: "box",
        layout: "vertical",
        margin: "lg",
        spacing: "sm",
        contents: [
          fact("Place", "Miraina Tower, 4-1-6 Shinjuku, Tokyo"),
          fact("Time", "10:00 - 23:00"),
        ],
      },
    ],
  },
  footer: {
    type: "box",
    layout: "vertical",
    spacing: "sm",
    contents: [
      {
        type: "button",
        style: "link",
        height: "sm",
        action: { type: "uri", label: "CALL", uri: "tel:0312345678" },
      },
      { type: "button", style: "link", height: "sm", action: open },
      { type: "box", layout: "vertical", contents: [], margin: "sm" },
    ],
    flex: 0,
  },
};

const priced = (whole: string, rest: string): FlexComponent => ({
  type: "box",
  layout: "baseline",
  contents: [
    { type: "text", text: whole, wrap: true, weight: "bold", size: "xl", flex: 0 },
    { type: "text", text: rest, wrap: true, weight: "bold", size: "sm", flex: 0 },
  ],
});

const shopping: FlexCarousel = {
  type: "carousel",
  contents: [
    {
      type: "bubble",
      hero: {
        type: "image",
        size: "full",
        aspectRatio: "20:13",
        aspectMode: "cover",
        url: image("chair"),
      },
      body: {
        type: "box",
        layout: "vertical",
        spacing: "sm",
        contents: [
          { type: "text", text: "Arm Chair, White", wrap: true, weight: "bold", size: "xl" },
          priced("$49", ".99"),
        ],
      },
      footer: {
        type: "box",
        layout: "vertical",
        spacing: "sm",
        contents: [
          {
            type: "button",
            style: "primary",
            action: { type: "message", label: "Add to Cart", text: "cart" },
          },
          {
            type: "button",
            action: { type: "postback", label: "Add to wishlist", data: "wish=1" },
          },
        ],
      },
    },
    {
      type: "bubble",
      hero: {
        type: "image",
        size: "full",
        aspectRatio: "20:13",
        aspectMode: "cover",
        url: image("lamp"),
      },
      body: {
        type: "box",
        layout: "vertical",
        spacing: "sm",
        contents: [
          { type: "text", text: "Metal Desk Lamp", wrap: true, weight: "bold", size: "xl" },
          { ...(priced("$11", ".99") as object), flex: 1 } as FlexComponent,
          {
            type: "text",
            text: "Temporarily out of stock",
            wrap: true,
            size: "xxs",
            margin: "md",
            color: "#ff5551",
            flex: 0,
          },
        ],
      },
      footer: {
        type: "box",
        layout: "vertical",
        spacing: "sm",
        contents: [
          { type: "button", flex: 2, style: "primary", color: "#aaaaaa", action: open },
          { type: "button", action: open },
        ],
      },
    },
    {
      type: "bubble",
      body: {
        type: "box",
        layout: "vertical",
        spacing: "sm",
        contents: [
          { type: "button", flex: 1, gravity: "center", action: { ...open, label: "See more" } },
        ],
      },
    },
  ],
};

/** A box over a picture: absolute places, offsets, gradient, rounded badge, spans, struck price. */
const apparel: FlexBubble = {
  type: "bubble",
  size: "kilo",
  body: {
    type: "box",
    layout: "vertical",
    paddingAll: "0px",
    contents: [
      {
        type: "image",
        url: image("clothes"),
        size: "full",
        aspectMode: "cover",
        aspectRatio: "2:3",
        gravity: "top",
      },
      {
        type: "box",
        layout: "vertical",
        position: "absolute",
        offsetBottom: "0px",
        offsetStart: "0px",
        offsetEnd: "0px",
        paddingAll: "20px",
        paddingTop: "18px",
        background: {
          type: "linearGradient",
          angle: "0deg",
          startColor: "#03303ACC",
          centerColor: "#03303A88",
          centerPosition: "60%",
          endColor: "#03303A00",
        },
        contents: [
          { type: "text", text: "Brown's T-shirts", size: "xl", color: "#ffffff", weight: "bold" },
          {
            type: "text",
            contents: [
              { type: "span", text: "¥35,800", color: "#ebebeb", size: "sm", weight: "bold" },
              { type: "span", text: "  " },
              {
                type: "span",
                text: "¥75,000",
                color: "#cccccc",
                decoration: "line-through",
                style: "italic",
              },
            ],
          },
          {
            type: "box",
            layout: "vertical",
            borderWidth: "normal",
            borderColor: "#ffffff",
            cornerRadius: "4px",
            margin: "xxl",
            height: "40px",
            justifyContent: "center",
            contents: [
              {
                type: "text",
                text: "Add to cart",
                color: "#ffffff",
                align: "center",
                action: open,
              },
            ],
          },
        ],
      },
      {
        type: "box",
        layout: "vertical",
        position: "absolute",
        cornerRadius: "20px",
        offsetTop: "18px",
        offsetStart: "18px",
        width: "53px",
        height: "25px",
        backgroundColor: "#ff334b",
        justifyContent: "center",
        alignItems: "center",
        contents: [{ type: "text", text: "SALE", color: "#ffffff", size: "xs" }],
      },
    ],
  },
};

/** Progress bars and the small sizes. */
const todo: FlexCarousel = {
  type: "carousel",
  contents: [
    ["70%", "#27ACB2"],
    ["30%", "#FF6B6E"],
    ["100%", "#A17DF5"],
  ].map(([width, color]) => ({
    type: "bubble",
    size: "nano",
    header: {
      type: "box",
      layout: "vertical",
      backgroundColor: color,
      paddingTop: "19px",
      paddingAll: "12px",
      paddingBottom: "16px",
      contents: [
        {
          type: "text",
          text: "進行中",
          color: "#ffffff",
          align: "start",
          size: "md",
          gravity: "center",
        },
        { type: "text", text: width, color: "#ffffff", size: "xs", margin: "lg" },
        {
          type: "box",
          layout: "vertical",
          backgroundColor: "#9FD8E36E",
          height: "6px",
          margin: "sm",
          contents: [
            {
              type: "box",
              layout: "vertical",
              width,
              height: "6px",
              backgroundColor: "#0D8186",
              contents: [{ type: "filler" }],
            },
          ],
        },
      ],
    },
    body: {
      type: "box",
      layout: "vertical",
      spacing: "md",
      paddingAll: "12px",
      contents: [
        {
          type: "text",
          text: "牛乳とたまごを買って、洗濯をしてから遊ぶ",
          color: "#8C8C8C",
          size: "sm",
          wrap: true,
          maxLines: 2,
        },
      ],
    },
    styles: { footer: { separator: false } },
  })),
};

const stop = (time: string, place: string, color: string): FlexComponent => ({
  type: "box",
  layout: "horizontal",
  spacing: "lg",
  contents: [
    { type: "text", text: time, size: "sm", gravity: "center" },
    {
      type: "box",
      layout: "vertical",
      flex: 0,
      contents: [
        { type: "filler" },
        {
          type: "box",
          layout: "vertical",
          contents: [],
          cornerRadius: "30px",
          height: "12px",
          width: "12px",
          borderColor: color,
          borderWidth: "2px",
        },
        { type: "filler" },
      ],
    },
    { type: "text", text: place, gravity: "center", flex: 4, size: "sm" },
  ],
});

const transit: FlexBubble = {
  type: "bubble",
  size: "mega",
  header: {
    type: "box",
    layout: "vertical",
    paddingAll: "20px",
    backgroundColor: "#0367D3",
    spacing: "md",
    height: "154px",
    paddingTop: "22px",
    contents: [
      { type: "text", text: "FROM", color: "#ffffff66", size: "sm" },
      { type: "text", text: "Akihabara", color: "#ffffff", size: "xl", flex: 4, weight: "bold" },
      { type: "text", text: "TO", color: "#ffffff66", size: "sm" },
      { type: "text", text: "Shinjuku", color: "#ffffff", size: "xl", flex: 4, weight: "bold" },
    ],
  },
  body: {
    type: "box",
    layout: "vertical",
    contents: [
      { type: "text", text: "Total: 1 hour", color: "#b7b7b7", size: "xs" },
      stop("20:30", "Akihabara", "#EF454D"),
      {
        type: "box",
        layout: "horizontal",
        spacing: "lg",
        height: "64px",
        contents: [
          { type: "box", layout: "baseline", flex: 1, contents: [{ type: "filler" }] },
          {
            type: "box",
            layout: "vertical",
            width: "12px",
            contents: [
              {
                type: "box",
                layout: "horizontal",
                flex: 1,
                contents: [
                  { type: "filler" },
                  {
                    type: "box",
                    layout: "vertical",
                    contents: [],
                    width: "2px",
                    backgroundColor: "#B7B7B7",
                  },
                  { type: "filler" },
                ],
              },
            ],
          },
          {
            type: "text",
            text: "Walk 4min",
            gravity: "center",
            flex: 4,
            size: "xs",
            color: "#8c8c8c",
          },
        ],
      },
      stop("20:34", "Ochanomizu", "#6486E3"),
    ],
  },
};

const cartItem = (
  name: string,
  variant: string,
  price: string,
  picture: string,
): FlexComponent => ({
  type: "box",
  layout: "horizontal",
  spacing: "md",
  action: {
    type: "uri",
    label: name.slice(0, 20),
    uri: `https://shop.example.com/products/${picture}`,
  },
  contents: [
    {
      type: "box",
      layout: "vertical",
      width: "72px",
      height: "72px",
      cornerRadius: "md",
      contents: [
        {
          type: "image",
          url: image(picture),
          size: "full",
          aspectMode: "cover",
          aspectRatio: "1:1",
        },
      ],
    },
    {
      type: "box",
      layout: "vertical",
      justifyContent: "center",
      contents: [
        { type: "text", text: name, size: "sm", weight: "bold", wrap: true, maxLines: 2 },
        { type: "text", text: variant, size: "xs", color: "#767676" },
        {
          type: "box",
          layout: "baseline",
          margin: "xs",
          contents: [
            { type: "text", text: price, size: "sm", flex: 0 },
            { type: "text", text: "× 1", size: "xs", color: "#767676", margin: "sm", flex: 0 },
          ],
        },
      ],
    },
  ],
});

const abandonedCart: FlexBubble = {
  type: "bubble",
  header: {
    type: "box",
    layout: "vertical",
    backgroundColor: "#2B4A3E",
    paddingAll: "16px",
    contents: [
      {
        type: "text",
        text: "カートに商品が残っています",
        color: "#FFFFFF",
        weight: "bold",
        size: "md",
        wrap: true,
      },
    ],
  },
  body: {
    type: "box",
    layout: "vertical",
    spacing: "lg",
    contents: [
      {
        type: "text",
        text: "山田 花子 様、ご検討ありがとうございます。お選びいただいた商品をカートに保存しています。在庫がなくなる前に、お手続きをお済ませください。",
        size: "sm",
        wrap: true,
        lineSpacing: "4px",
      },
      { type: "separator" },
      cartItem(
        "手織りコットンの大判ストールとても長い名前の商品",
        "生成り / フリー",
        "¥8,800",
        "stole",
      ),
      cartItem("真鍮のペーパーウェイト", "小", "¥3,300", "brass"),
      { type: "text", text: "ほか1点の商品があります", size: "xs", color: "#767676" },
    ],
  },
  footer: {
    type: "box",
    layout: "vertical",
    spacing: "sm",
    contents: [
      {
        type: "button",
        style: "primary",
        color: "#2B4A3E",
        action: { type: "uri", label: "ご購入手続きへ", uri: "https://shop.example.com/checkout" },
      },
      {
        type: "text",
        text: "カートのお知らせを停止",
        size: "xxs",
        color: "#767676",
        align: "center",
        margin: "md",
        action: { type: "postback", label: "停止", data: "opt-out" },
      },
    ],
  },
  styles: { footer: { separator: true } },
};

/** What the others leave out: video, right to left, percentages, maxima, giga, every size of text and picture. */
const sizes = ["xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"];
const rest: FlexBubble = {
  type: "bubble",
  size: "giga",
  direction: "rtl",
  action: open,
  hero: {
    type: "video",
    url: "https://images.example.com/video.mp4",
    previewUrl: image("video"),
    altContent: { type: "image", url: image("never-drawn"), size: "full" },
    aspectRatio: "16:9",
    action: { ...open, label: "More" },
  },
  body: {
    type: "box",
    layout: "vertical",
    spacing: "6px",
    paddingStart: "10%",
    paddingEnd: "lg",
    contents: [
      ...sizes.map((size): FlexText => ({
        type: "text",
        text: `size ${size}`,
        size,
        adjustMode: "shrink-to-fit",
        scaling: true,
      })),
      {
        type: "box",
        layout: "horizontal",
        maxWidth: "80%",
        maxHeight: "200px",
        justifyContent: "space-between",
        alignItems: "flex-end",
        contents: [
          {
            type: "image",
            url: image("a"),
            size: "xxs",
            flex: 0,
            backgroundColor: "#EEEEEE",
            animated: true,
          },
          { type: "separator" },
          {
            type: "image",
            url: image("b"),
            size: "30px",
            flex: 0,
            align: "end",
            gravity: "bottom",
            aspectMode: "fit",
          },
        ],
      },
      {
        type: "box",
        layout: "baseline",
        contents: [
          { type: "icon", url: image("star"), size: "3xl", aspectRatio: "2:1", scaling: true },
          {
            type: "text",
            text: "underlined",
            decoration: "underline",
            style: "italic",
            position: "relative",
            offsetTop: "2px",
            offsetStart: "xs",
          },
        ],
      },
      {
        type: "button",
        style: "secondary",
        height: "sm",
        gravity: "bottom",
        scaling: true,
        adjustMode: "shrink-to-fit",
        action: { type: "clipboard", label: "コピー", clipboardText: "CODE" },
      },
      {
        type: "button",
        style: "primary",
        action: { type: "datetimepicker", label: "日時を選ぶ", data: "visit", mode: "datetime" },
      },
    ],
  },
};

export const flexSamples: Record<string, FlexBubble | FlexCarousel> = {
  receipt,
  restaurant,
  shopping,
  apparel,
  todo,
  transit,
  abandonedCart,
  rest,
};
