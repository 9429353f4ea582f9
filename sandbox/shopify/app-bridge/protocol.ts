/** What the app's frame and the admin host say to each other by `postMessage`. Both check the other's origin. */
export type ToHost = { standIn: "app-bridge"; id: number; method: Method; args: unknown };

export type FromHost =
  | { standIn: "admin"; id: number; result: unknown }
  | { standIn: "admin"; id: number; error: string }
  | { standIn: "admin"; event: "navigate"; path: string }
  | { standIn: "admin"; event: "saveBar"; button: "save" | "discard" }
  | { standIn: "admin"; event: "saveBarClosed" }
  | { standIn: "admin"; event: "titleAction"; index: number }
  | { standIn: "admin"; event: "toast"; id: string; kind: "action" | "dismissed" };

export type Method =
  | "navigated"
  | "open"
  | "idToken"
  | "user"
  | "scopes"
  | "extensions"
  | "toastShow"
  | "toastHide"
  | "loading"
  | "navMenu"
  | "titleBar"
  | "saveBar"
  | "leaveConfirmation"
  | "resourcePicker";

export type NavMenu = { home: string | null; items: { label: string; href: string }[] };
type TitleAction = { label: string; isPrimary: boolean; isDisabled: boolean };
export type TitleBar = { title: string; actions: TitleAction[] };
export type SaveBarState = {
  isShown: boolean;
  isSaveDisabled: boolean;
  isDiscardDisabled: boolean;
  isLoading: boolean;
  /** Asks before the changes are thrown away. */
  confirmsDiscard: boolean;
};
export type Toast = {
  id: string;
  message: string;
  isError: boolean;
  duration: number;
  action: string | null;
};
export type PickerOptions = {
  type: "product" | "variant" | "collection";
  multiple: boolean | number;
  selectionIds: string[];
};

/** Query parameters that belong to the embedding, not to the app's page. */
export const embeddingParameters = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "protocol",
  "session",
  "shop",
  "timestamp",
];
