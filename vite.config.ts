import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import { devDoors } from "./app/dev-doors.ts";

declare module "@remix-run/node" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    // Remix opens servers of its own for building, which need none of this.
    process.argv.includes("vite:dev") && devDoors(),
    remix({
      ignoredRouteFiles: ["**/.*"],
      // Every v3 flag is on, so that moving to React Router 7 stays mechanical.
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
  build: {
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    sourcemap: true,
    // Icons and Polaris are one known, cached chunk; a warning about it would hide others.
    chunkSizeWarningLimit: 700,
  },
});
