import { createContext } from "react";

/** What stands in a route's policy for the nonce of the document that is being answered. */
export const NONCE_PLACE = "{nonce}";

/** The nonce of the document's own scripts, where its policy wants one. */
export const Nonce = createContext<string | undefined>(undefined);
