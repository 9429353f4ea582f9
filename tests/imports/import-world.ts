import type { Customer, Shop } from "@prisma/client";
import { startCustomersWorld } from "#tests/customers/customers-world.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { startLine } from "#tests/setup/line.ts";

/** A shop with its official account at a LINE of its own, and people who may be taken over. */
export async function startImportWorld() {
  const { line, faults, addAccount } = await startLine();
  const world = await startCustomersWorld();
  const { db, pool } = world;
  const shop = await world.install();
  const account = addAccount();
  const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
  const connected = await connectChannel({
    db,
    shopId: shop.id,
    form: {
      messagingChannelId: account.bot.channelId,
      messagingSecret: account.bot.channelSecret,
      loginChannelId: account.login.channelId,
      loginSecret: account.login.channelSecret,
    },
    actor: "staff:1",
    now: new Date(),
  });
  if (connected.outcome !== "connected") throw new Error(JSON.stringify(connected));
  const { uploadImport } = await import("#app/imports/upload-import.server.ts");
  const { advanceImport } = await import("#app/imports/advance-import.server.ts");
  const { steerImport } = await import("#app/imports/steer-import.server.ts");
  const actor = "staff:1";

  /** Somebody who follows the account on LINE, whom Musubi has not met. */
  function onLine(displayName = "はな", state: "following" | "blocked" = "following"): string {
    const userId = line.state.addUser({ displayName }).userIds[account.providerId] ?? "";
    line.state.setFriendship(account.bot.botUserId, userId, state);
    return userId;
  }

  async function upload(
    file: string | Uint8Array | AsyncIterable<Uint8Array>,
    at: { shop?: Pick<Shop, "id">; fileName?: string } = {},
  ) {
    const bytes = typeof file === "string" ? Buffer.from(file) : file;
    return uploadImport({
      db,
      shopId: (at.shop ?? shop).id,
      actor,
      fileName: at.fileName ?? "line.csv",
      file: bytes instanceof Uint8Array ? inPieces(bytes) : bytes,
      now: new Date(),
    });
  }

  /** An import of these lines, of which the first has the headings. */
  async function begin(lines: string[]): Promise<string> {
    const uploaded = await upload(lines.join("\n"));
    if (uploaded.outcome !== "uploaded") throw new Error(uploaded.reason);
    return uploaded.importId;
  }

  /** Gives an import turns until it wants none. */
  async function work(importId: string, options: { turnMs?: number; db?: typeof db } = {}) {
    for (let turn = 0; turn < 1_000; turn++) {
      const { turnMs } = options;
      const at = { shopId: shop.id, importId, now: () => new Date(), turnMs };
      const next = await advanceImport({ db: options.db ?? db, ...at });
      if (next === null) return found(importId);
    }
    throw new Error("The import does not come to an end.");
  }

  const found = (id: string) => db.linkImport.findUniqueOrThrow({ where: { id } });
  const rows = (importId: string) =>
    db.linkImportRow.findMany({ where: { importId }, orderBy: { line: "asc" } });
  const verdicts = async (importId: string) =>
    (await rows(importId)).map(({ verdict, reason }) =>
      reason ? `${verdict}:${reason}` : verdict,
    );
  const steer = (importId: string, how: "write" | "cancel" | "undo", shopId = shop.id) =>
    steerImport({ db, shopId, importId, how, actor, now: new Date() });
  const ties = () =>
    db.link.findMany({ where: { shopId: shop.id }, include: { friend: true, customer: true } });
  const clear = async () => {
    await db.linkImport.deleteMany({ where: { shopId: shop.id } });
    await db.customer.deleteMany({ where: { shopId: shop.id } });
    await db.friend.deleteMany({ where: { shopId: shop.id } });
    await db.auditEntry.deleteMany({ where: { shopId: shop.id } });
  };
  const customer = (more: Partial<Omit<Customer, "formerLink">> = {}) =>
    createCustomer(db, shop, { email: null, ...more });
  const channel = () => db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });

  return {
    db,
    pool,
    shop,
    line,
    faults,
    account,
    shopify: world.shopify,
    shopifyFaults: world.faults,
    state: world.state,

    onLine,
    upload,
    begin,
    work,
    found,
    rows,
    verdicts,
    steer,
    ties,
    clear,
    customer,
    channel,
  };
}

/** As a network brings it: in pieces that end where they like. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

export const numberOf = (customer: Customer) => customer.shopifyGid.split("/").at(-1) ?? "";
