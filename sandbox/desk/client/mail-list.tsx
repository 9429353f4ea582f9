import { readMails } from "./control.ts";
import { usePolled } from "./use-polled.ts";
import type { Words } from "./words.ts";

/** What the mail server was sent, the newest first. */
export function MailList({ words: w }: { words: Words }) {
  const [mails = []] = usePolled(readMails, 2_000);
  if (mails.length === 0) return <p className="dk-empty">{w.noMails}</p>;
  return (
    <ul className="dk-mails">
      {mails.toReversed().map(({ id, to, subject, text }) => (
        <li key={id}>
          <b>{subject}</b>
          <small>{to.join(", ")}</small>
          <pre>{text}</pre>
        </li>
      ))}
    </ul>
  );
}
