import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** `GET /sandbox.json` of a running sandbox. */
export type SandboxAddresses = {
  app: string;
  admin: string;
  storefront: string;
  phone: string;
  line: { api: string; data: string; access: string };
  shopify: string;
  control: { clock: string; faults: string; requests: string };
  shop: { domain: string };
  channel: {
    messaging: { channelId: string; channelSecret: string; botUserId: string };
    login: { channelId: string; channelSecret: string };
    users: { displayName: string; userId: string }[];
  };
};

/** Starts the sandbox as a person does, on free ports, and waits until it prints the desk's address. */
export async function startSandbox(): Promise<{
  desk: string;
  addresses: SandboxAddresses;
  /** Pushes the sandbox's clock forward. */
  advance: (duration: string) => Promise<void>;
  stop: () => Promise<void>;
}> {
  const child = spawn(process.execPath, ["sandbox/start.ts", "--free-ports"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const desk = await deskAddress(child);
  const addresses = (await (await fetch(`${desk}/sandbox.json`)).json()) as SandboxAddresses;
  return {
    desk,
    addresses,
    async advance(duration) {
      const answer = await fetch(addresses.control.clock, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ advance: duration }),
      });
      if (!answer.ok) throw new Error(`The clock refused: ${await answer.text()}`);
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function deskAddress(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((found, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const desk = /Desk\s+(http:\S+)/.exec(output)?.[1];
      if (desk) found(desk);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => fail(new Error(`The sandbox ended with ${code}:\n${output}`)));
  });
}
