// Musubi's door for webhooks, as the Node server puts it in front of the pages. No worker.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openDoors } from "#app/doors.server.ts";

const doors = openDoors();
const server = createServer((request, response) => {
  if (!doors.intake(request, response)) response.writeHead(404).end();
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send!({ ready: true, url: `http://127.0.0.1:${port}` });
});
process.on("disconnect", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));
