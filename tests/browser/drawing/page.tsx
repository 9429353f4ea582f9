import { useState } from "react";
import { createRoot } from "react-dom/client";
import { LineTalk } from "#app/ui/line-talk/line-talk.tsx";
import type { FlexBubble } from "#app/ui/line-talk/flex-contents.ts";
import { PhoneFrame } from "#app/ui/line-talk/phone-frame.tsx";
import { flexSamples } from "#tests/ui/line-talk/flex-samples.ts";
import "#app/ui/line-talk/line-talk.css";

/** What only a browser can tell: places, lines, and what lies above what. */
const measured: FlexBubble = {
  type: "bubble",
  action: { type: "message", label: "bubble", text: "bubble" },
  body: {
    type: "box",
    layout: "vertical",
    contents: [
      {
        type: "box",
        layout: "horizontal",
        spacing: "md",
        contents: [
          { type: "text", text: "one", flex: 1 },
          { type: "text", text: "two", flex: 2 },
        ],
      },
      {
        type: "box",
        layout: "horizontal",
        action: { type: "message", label: "box", text: "box" },
        contents: [
          { type: "text", text: "in a tappable box" },
          { type: "button", action: { type: "message", label: "inner", text: "inner" } },
        ],
      },
      {
        type: "text",
        text: "とても長い日本語の文章が一行に収まらないとき",
        maxLines: 2,
        wrap: true,
        size: "xl",
      },
      {
        type: "text",
        text: "This line has to shrink to fit its width",
        adjustMode: "shrink-to-fit",
        size: "xl",
      },
      { type: "text", text: "W".repeat(80), wrap: true },
    ],
  },
};

const samples = { ...flexSamples, measured };
const name = new URLSearchParams(window.location.search).get("sample") ?? "";

function Page() {
  const [tapped, setTapped] = useState("");
  const contents = samples[name as keyof typeof samples];
  return (
    <main style={{ width: 390, height: 900 }}>
      <output>{tapped}</output>
      <PhoneFrame title="ブラウンストア" heading="h1">
        <LineTalk
          bot={{ name: "ブラウンストア" }}
          messages={[
            { id: "1", at: 0, from: "bot", message: { type: "flex", altText: name, contents } },
          ]}
          onAction={(action) => setTapped(action.label ?? action.type)}
        />
      </PhoneFrame>
    </main>
  );
}

const root = document.getElementById("page");
if (root) createRoot(root).render(<Page />);
