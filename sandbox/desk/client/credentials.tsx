import { useState } from "react";
import type { SandboxJson } from "../sandbox-json.ts";
import type { Words } from "./words.ts";

/** What one pastes into the product to connect LINE. They are the stand-ins' own and open nothing else. */
export function Credentials({ sandbox, words: w }: { sandbox: SandboxJson; words: Words }) {
  const { messaging, login, liff } = sandbox.channel;
  const customers = (sandbox.shop.customers ?? []).flatMap(({ email }) => email ?? []);
  const toPaste = [
    [w.messagingChannelId, messaging.channelId],
    [w.messagingChannelSecret, messaging.channelSecret],
    [w.loginChannelId, login.channelId],
    [w.loginChannelSecret, login.channelSecret],
    [w.liffId, liff.liffId],
  ] as const;
  const toKnow = [
    [w.shopDomain, sandbox.shop.domain],
    [w.liffUrl, liff.url],
    ...customers.map((email, index) => [`${w.customer} ${index + 1}`, email] as const),
  ] as const;
  return (
    <>
      <p>{w.credentialsLead}</p>
      <Values values={toPaste} words={w} />
      <p className="dk-more">{w.othersLead}</p>
      <Values values={toKnow} words={w} />
    </>
  );
}

function Values({
  values,
  words: w,
}: {
  values: readonly (readonly [name: string, value: string])[];
  words: Words;
}) {
  return (
    <dl className="dk-credentials">
      {values.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
            <CopyButton name={name} value={value} words={w} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function CopyButton({ name, value, words: w }: { name: string; value: string; words: Words }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <button
      type="button"
      aria-label={`${isCopied ? w.copied : w.copy}: ${name}`}
      onClick={() =>
        void navigator.clipboard.writeText(value).then(
          () => setIsCopied(true),
          (error: unknown) => console.warn(error),
        )
      }
    >
      {isCopied ? w.copied : w.copy}
    </button>
  );
}
