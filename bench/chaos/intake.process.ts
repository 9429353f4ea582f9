// The door for webhooks as the Node server puts it in front of the pages, on the port that it is told.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openDoors } from "#app/doors.server.ts";

const doors = openDoors();
const server = createServer((request, response) => {
  if (!doors.intake(request, response)) response.writeHead(404).end();
});
process.on("disconnect", () => process.exit(0));
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  process.send!({ ready: true, port: (server.address() as AddressInfo).port });
});
