// The page around extensions: hands them tokens, and does what they ask the page for.
import type { FrameAnswer, FrameCall } from "../protocol.ts";

const news = document.querySelector<HTMLElement>("[data-extension-news]");

for (const frame of document.querySelectorAll<HTMLIFrameElement>("iframe[data-extension]")) {
  const { tokenUrl = "", loginUrl = "" } = frame.dataset;
  window.addEventListener("message", ({ source, data }: MessageEvent<FrameCall>) => {
    if (source === frame.contentWindow) void answer(data);
  });

  const answer = async (call: FrameCall) => {
    switch (call.call) {
      case "token": {
        const response = await fetch(tokenUrl, { method: "POST" });
        const { token } = (await response.json()) as { token: string };
        const told: FrameAnswer = { answer: call.id, token };
        frame.contentWindow?.postMessage(told, "*");
        return;
      }
      case "toast":
        if (news) news.textContent = call.text;
        return;
      case "log-in":
        location.assign(loginUrl);
        return;
      case "navigate":
        openExtension(call.url.replace("extension://", ""));
        return;
      case "close":
        frame.closest("dialog")?.close();
        return;
      case "height":
        frame.style.height = `${Math.ceil(call.px) + 2}px`;
    }
  };
}

/** Opens the dialog of an action. */
function openExtension(handle: string): void {
  document.querySelector<HTMLDialogElement>(`dialog#${CSS.escape(handle)}`)?.showModal();
}

for (const opener of document.querySelectorAll<HTMLElement>("[data-opens]")) {
  opener.addEventListener("click", () => {
    openExtension(opener.dataset.opens ?? "");
  });
}
