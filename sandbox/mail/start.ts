// The mail server alone: prints its address, then every mail.
import { parseArgs } from "node:util";
import { createFaults } from "../faults.ts";
import { createMailStandIn } from "./mail-stand-in.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const mail = await createMailStandIn({ faults: createFaults(), port: Number(values.port) });
console.log(`${mail.smtpUrl}\nWhat it is sent stands here. Ctrl-C ends it.`);

let last = 0;
const look = setInterval(() => {
  for (const { id, to, subject, text } of mail.mails(last)) {
    last = id;
    console.log(`\n${to.join(", ")}\n${subject}\n\n${text}`);
  }
}, 500);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clearInterval(look);
    void mail.close().then(() => process.exit(0));
  });
}
