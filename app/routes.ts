import { flatRoutes } from "@remix-run/fs-routes";

// Remix would make a page of the README.
export default flatRoutes({ ignoredRouteFiles: ["**/*.md"] });
