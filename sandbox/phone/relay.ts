import { request as httpRequest } from "node:http";
import type { RequestHandler } from "express";

/**
 * Passes requests on to another server on this machine, streams included, so that a page may talk to it without
 * crossing origins. 502 with a JSON message when that server does not answer.
 * @param target where the path below the mount point is appended, for example `http://127.0.0.1:4001/_sandbox`
 */
export function createRelay(target: string): RequestHandler {
  return (request, response) => {
    // The host is the stand-in's own; whether the connection stays open is between the two of us.
    const headers = { ...request.headers };
    delete headers.host;
    delete headers.connection;
    const passed = httpRequest(
      `${target}${request.url}`,
      { method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on("error", (error) => {
      if (response.headersSent) response.destroy(error);
      else response.status(502).json({ message: `The stand-in did not answer: ${error.message}` });
    });
    // A closed page must not leave its stream open at the stand-in.
    response.on("close", () => passed.destroy());
    request.pipe(passed);
  };
}
