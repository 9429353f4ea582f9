/** What an extension's frame is told when it is drawn. */
export type FrameConfig = {
  target: string;
  surface: "customer-account" | "admin";
  language: string;
  words: object;
  /** The app's origin: where an admin extension's requests go with a token. */
  appUrl: string;
  /** The customer or order that the admin page shows, by gid. */
  selected: string[];
  isLoggedIn: boolean;
  mayUseNetwork: boolean;
};

/** What the frame asks the page around it. */
export type FrameCall =
  | { call: "token"; id: number }
  | { call: "toast"; text: string }
  | { call: "log-in" }
  | { call: "navigate"; url: string }
  | { call: "close" }
  | { call: "height"; px: number };

/** What the page answers. */
export type FrameAnswer = { answer: number; token: string };
