import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { Faults } from "../faults.ts";
import { type Mail, readMail } from "./read-mail.ts";

export type MailStandIn = {
  /** For a mailer: `smtp://127.0.0.1:…` */
  smtpUrl: string;
  /** What has arrived, oldest first. */
  mails(afterId?: number): Mail[];
  close(): Promise<void>;
};

/** Mailboxes that do not exist: whatever is sent there is refused for good (550). */
export const REFUSED_DOMAIN = "refused.example";

/**
 * A mail server on loopback that keeps what it is sent and delivers nothing. Faults of the service `mail` hit `DATA`: `error`
 * is "try again later" (451), `timeout-after-acceptance` keeps the mail and cuts the connection, `slow` waits.
 */
export async function createMailStandIn(options: {
  faults: Faults;
  port?: number;
}): Promise<MailStandIn> {
  const { faults, port = 0 } = options;
  const kept: Mail[] = [];
  let nextId = 1;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (!address.endsWith(`@${REFUSED_DOMAIN}`)) return done();
      done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const fault = faults.take("mail", "DATA", ["error", "timeout-after-acceptance", "slow"]);
        if (fault?.kind === "error")
          return done(Object.assign(new Error("Try again later"), { responseCode: 451 }));
        const { mailFrom, rcptTo } = session.envelope;
        kept.push({
          id: nextId++,
          at: Date.now(),
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          ...readMail(Buffer.concat(chunks)),
        });
        if (fault?.kind === "slow") return void setTimeout(done, fault.delayMs);
        if (!fault) return done();
        for (const { _socket } of connectionsOf(server)) _socket.destroy();
      });
    },
  });
  // A connection that was cut is no error of the server's.
  server.on("error", () => undefined);
  await new Promise<void>((ready, fail) => {
    server.server.once("error", fail);
    server.listen(port, "127.0.0.1", ready);
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails: (afterId = 0) => kept.filter(({ id }) => id > afterId),
    close: () =>
      new Promise((done) => {
        server.close(done);
        for (const { _socket } of connectionsOf(server)) _socket.destroy();
      }),
  };
}

/** The library keeps them, and has no other way to cut one. */
const connectionsOf = (server: SMTPServer) =>
  (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections;
