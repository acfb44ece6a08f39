// A real HTTP server on loopback that plays a source: it answers by path and keeps what it was asked.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient, type HttpClient } from "../src/sources/http-client.ts";

export interface Asked {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface AnswerServer {
  /** http://127.0.0.1:<port> */
  url: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** @param answer writes the answer to each request */
export async function startAnswerServer(
  answer: (asked: Asked, response: ServerResponse) => void,
): Promise<AnswerServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      asked.push({ method, url, headers, body });
      answer({ method, url, headers, body }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A way out that keeps no distance: the server is ours. */
export function hastyClient(source: string): HttpClient {
  return createHttpClient({ source, publicUrl: "https://papers.example.org", retryDelay: 10 });
}
