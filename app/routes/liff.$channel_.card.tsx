import type { LoaderFunctionArgs } from "@remix-run/node";
import LiffEntry, { headers, meta, openLiffPage } from "./liff.$channel.tsx";

/** The LIFF app's other address, for a rich menu: straight to the member card. */
export function loader(args: LoaderFunctionArgs) {
  return openLiffPage(args, "card");
}

export { headers, meta };
export default LiffEntry;
