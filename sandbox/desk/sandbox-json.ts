/** What `GET /sandbox.json` gives, so that other programs can drive the sandbox. All addresses are absolute. */
export type SandboxJson = {
  /** The product. */
  app: string;
  /** The stand-in of Shopify's admin, which frames the product. */
  admin: string;
  storefront: string;
  phone: string;
  /** Stand for api.line.me, api-data.line.me and access.line.me. */
  line: { api: string; data: string; access: string };
  /** Stands for the shop's *.myshopify.com. */
  shopify: string;
  control: { clock: string; faults: string; requests: string; mails: string };
  shop: {
    domain: string;
    /** Who can log in to the storefront. */
    customers?: { id: string; email: string | null }[];
  } & Record<string, unknown>;
  /** The LINE channels to connect, with what one pastes to connect them. */
  channel: {
    messaging: { channelId: string; channelSecret: string };
    login: { channelId: string; channelSecret: string };
    /** Its LIFF app; `url` stands for https://liff.line.me/{liffId} */
    liff: { liffId: string; endpointUrl: string; url: string };
  } & Record<string, unknown>;
};

/** What the desk is told; its own addresses it knows by itself. */
export type SandboxLinks = Omit<SandboxJson, "phone" | "control">;
