import { Fragment } from "react";
import type { ReactNode } from "react";
import type { LineEmoji, TextMessage, TextMessageV2 } from "./line-message.ts";
import { LineStamp } from "./line-stamp.tsx";
import { safeUri } from "./safe-uri.ts";
import { useTalkSetting } from "./tap.tsx";

/** A text bubble: LINE emoji in the place of their `$`, links as links, line breaks kept. */
export function LineText({ message }: { message: TextMessage | TextMessageV2 }) {
  const pieces =
    message.type === "text"
      ? piecesOfText(message.text ?? "", message.emojis ?? [])
      : piecesOfTextV2(message);
  return (
    <p className="lt-speech">
      {pieces.map((piece, index) => (
        <Fragment key={index}>{draw(piece)}</Fragment>
      ))}
    </p>
  );
}

type Piece =
  | { kind: "text"; text: string }
  | { kind: "mention"; text: string }
  | { kind: "emoji"; emoji: LineEmoji };

function draw(piece: Piece): ReactNode {
  switch (piece.kind) {
    case "text":
      return <Linked text={piece.text} />;
    case "mention":
      return <span className="lt-mention">{piece.text}</span>;
    case "emoji":
      return <LineStamp kind="emoji" packageId={piece.emoji.productId} id={piece.emoji.emojiId} />;
  }
}

/** `emojis[].index` counts UTF-16 units and points at a `$` (Messaging API reference, text message). */
function piecesOfText(text: string, emojis: readonly LineEmoji[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const emoji of [...emojis].sort((a, b) => (a.index ?? 0) - (b.index ?? 0))) {
    const at = emoji.index ?? -1;
    if (at < from || text[at] !== "$") continue;
    pieces.push({ kind: "text", text: text.slice(from, at) }, { kind: "emoji", emoji });
    from = at + 1;
  }
  return [...pieces, { kind: "text", text: text.slice(from) }];
}

/** `{name}` stands for a substitution, `{{` and `}}` for the brackets themselves. */
function piecesOfTextV2({ text = "", substitution = {} }: TextMessageV2): Piece[] {
  return text.split(/(\{\{|\}\}|\{[^{}]+\})/).map((part): Piece => {
    if (part === "{{" || part === "}}") return { kind: "text", text: part[0] ?? "" };
    const named = /^\{.+\}$/.test(part) ? substitution[part.slice(1, -1)] : undefined;
    if (named?.type === "emoji") return { kind: "emoji", emoji: named };
    if (named?.type === "mention") {
      const isAll = named.mentionee?.type === "all";
      return { kind: "mention", text: isAll ? "@All" : `@${part.slice(1, -1)}` };
    }
    return { kind: "text", text: part };
  });
}

const link = /(https?:\/\/[^\s<>"「」『』（）、。]+)/;

function Linked({ text }: { text: string }) {
  const { onAction } = useTalkSetting();
  return text.split(link).map((part, index) => {
    const uri = link.test(part) ? safeUri(part) : undefined;
    if (!uri) return <Fragment key={index}>{part}</Fragment>;
    return (
      <a
        key={index}
        href={uri}
        target="_blank"
        rel="noopener noreferrer"
        onClick={(event) => {
          if (!onAction) return;
          event.preventDefault();
          onAction({ type: "uri", uri });
        }}
      >
        {part}
      </a>
    );
  });
}
