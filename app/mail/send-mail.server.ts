import { createTransport, type Transporter } from "nodemailer";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";

/** Whether the operator has set a server that mails go out by. */
export function isMailSet(): boolean {
  return Boolean(env().SMTP_URL);
}

export type MailOutcome =
  | { outcome: "sent" }
  /** The server will never take it: no such mailbox, say (SMTP's 5xx, RFC 5321, 4.2.1). */
  | { outcome: "refused"; code: number }
  /** No server is set. */
  | { outcome: "not_set" };

/**
 * Sends one mail to one person, as text and as HTML. What is personal in it is never logged.
 *
 * @param options.id the same for each try of the same mail: its `Message-ID`, by which mailboxes know a repeat
 * @throws MailError when the server cannot be reached or does not want it now; it may be tried again
 */
export async function sendMail(options: {
  id: string;
  to: string;
  /** How the sender is called, beside the address of MAIL_FROM */
  fromName: string;
  subject: string;
  text: string;
  html: string;
}): Promise<MailOutcome> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) return { outcome: "not_set" };
  const { id, to, fromName, subject, text, html } = options;
  const address = /<([^<>]+)>$/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM;
  const began = performance.now();
  try {
    await transport(SMTP_URL).sendMail({
      messageId: `<${id}@${address.split("@")[1]}>`,
      from: { name: fromName, address },
      // As an object it is one address, whatever stands in it.
      to: { name: "", address: to },
      subject,
      text,
      html,
      // RFC 3834: nothing answers it by itself.
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    log.info({ mail: id, ms: Math.round(performance.now() - began) }, "A mail was sent");
    return { outcome: "sent" };
  } catch (error) {
    const { code = "unknown", responseCode } = error as { code?: string; responseCode?: number };
    log.warn({ mail: id, smtp: code, status: responseCode }, "A mail was not sent");
    // Wrong credentials are the operator's to mend; until then it is no answer about this mail.
    const isFinal = code === "EENVELOPE" || code === "EMESSAGE";
    if (isFinal && responseCode && responseCode >= 500)
      return { outcome: "refused", code: responseCode };
    // The library's own error names the recipient.
    throw new MailError(`The mail server did not take a mail: ${code} ${responseCode ?? ""}`);
  }
}

class MailError extends Error {
  override name = "MailError";
}

let current: { url: string; transport: Transporter } | undefined;

/** Connections are kept for the next mails, two at most, and closed by the server when it has enough. */
function transport(url: string): Transporter {
  if (current?.url !== url) {
    current?.transport.close();
    current = {
      url,
      transport: createTransport({
        url,
        pool: true,
        maxConnections: 2,
        // A job waits for it, and is tried again.
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 20_000,
      }),
    };
  }
  return current.transport;
}
