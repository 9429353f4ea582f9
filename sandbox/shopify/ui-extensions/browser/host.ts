// The page around extensions: hands them tokens, and does what they ask the page for. It runs before the first frame.
import type { FrameAnswer, FrameCall } from "../protocol.ts";

window.addEventListener("message", ({ source, data }: MessageEvent<FrameCall>) => {
  const frames = document.querySelectorAll<HTMLIFrameElement>("iframe[data-extension]");
  const frame = [...frames].find(({ contentWindow }) => contentWindow === source);
  if (frame) void answer(frame, data);
});

document.addEventListener("click", ({ target }) => {
  const opener = target instanceof Element && target.closest<HTMLElement>("[data-opens]");
  if (opener) openExtension(opener.dataset.opens ?? "");
});

async function answer(frame: HTMLIFrameElement, call: FrameCall): Promise<void> {
  const { tokenUrl = "", loginUrl = "" } = frame.dataset;
  switch (call.call) {
    case "token": {
      const response = await fetch(tokenUrl, { method: "POST" });
      const { token } = (await response.json()) as { token: string };
      const told: FrameAnswer = { answer: call.id, token };
      frame.contentWindow?.postMessage(told, "*");
      return;
    }
    case "toast": {
      const news = document.querySelector("[data-extension-news]");
      if (news) news.textContent = call.text;
      return;
    }
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
}

/** Opens the dialog of an action. */
function openExtension(handle: string): void {
  document.querySelector<HTMLDialogElement>(`dialog#${CSS.escape(handle)}`)?.showModal();
}
