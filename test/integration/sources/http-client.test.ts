// The way out to the sources, against a real server that behaves well and badly.
import { gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { SourceError } from "../../../src/errors.ts";
import { createHttpClient } from "../../../src/sources/http-client.ts";
import { type AnswerServer, startAnswerServer } from "../../answer-server.ts";

let server: AnswerServer;
afterEach(() => server.close());

const client = (options = {}) =>
  createHttpClient({
    source: "huggingface",
    publicUrl: "https://papers.example.org",
    retryDelay: 10,
    ...options,
  });

it("says who it is and unpacks what comes packed", async () => {
  server = await startAnswerServer((_, response) => {
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync("hello"));
  });
  expect(await client().getText(`${server.url}/x`)).toBe("hello");
  expect(server.asked[0]?.headers["user-agent"]).toBe("Paperboy/0.1 (+https://papers.example.org)");
});

it("tries once more after a 503, and no more than that", async () => {
  server = await startAnswerServer((_, response) => {
    response.statusCode = server.asked.length === 1 ? 503 : 200;
    response.end("ok");
  });
  expect(await client().getText(server.url)).toBe("ok");
  await server.close();
  server = await startAnswerServer((_, response) => {
    response.statusCode = 500;
    response.end();
  });
  await expect(client().getText(server.url)).rejects.toThrow(/answered .* with 500/);
  expect(server.asked).toHaveLength(2);
});

it("waits as long as Retry-After says", async () => {
  server = await startAnswerServer((_, response) => {
    response.statusCode = server.asked.length === 1 ? 429 : 200;
    response.setHeader("retry-after", "1");
    response.end("ok");
  });
  const started = performance.now();
  expect(await client().getText(server.url)).toBe("ok");
  expect(performance.now() - started).toBeGreaterThan(950);
});

it("a refusal is not asked again", async () => {
  server = await startAnswerServer((_, response) => {
    response.statusCode = 404;
    response.end("no");
  });
  expect(await client().request(server.url)).toMatchObject({ status: 404, text: "no" });
  await expect(client().getText(server.url)).rejects.toBeInstanceOf(SourceError);
  expect(server.asked).toHaveLength(2);
});

it("takes no more than it may, packed or not", async () => {
  server = await startAnswerServer((_, response) => {
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(Buffer.alloc(50_000_000)));
  });
  await expect(client({ maxBytes: 1_000_000 }).getText(server.url)).rejects.toThrow(
    /more than 1000000 bytes/,
  );
  expect(server.asked).toHaveLength(1);
});

it("gives up on a server that drips", async () => {
  server = await startAnswerServer((_, response) => {
    const drip = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(drip));
  });
  await expect(client({ timeout: 200 }).getText(server.url)).rejects.toThrow(
    /no full answer in 0.2 s/,
  );
});

it("names the reason when nobody is there", async () => {
  server = await startAnswerServer(() => {});
  const { url } = server;
  await server.close();
  await expect(client().getText(url)).rejects.toThrow(
    /huggingface cannot be read at .*ECONNREFUSED/,
  );
});

it("follows a redirect on the same host, never to another", async () => {
  server = await startAnswerServer(({ url }, response) => {
    const elsewhere = server.url.replace("127.0.0.1", "localhost");
    const target = url === "/same" ? "/there" : `${elsewhere}/secret`;
    response.statusCode = url === "/there" ? 200 : 302;
    response.setHeader("location", target);
    response.end("here");
  });
  expect(await client().getText(`${server.url}/same`)).toBe("here");
  await expect(client().getText(`${server.url}/away`)).rejects.toThrow(/not followed/);
  expect(server.asked.map((a) => a.url)).not.toContain("/secret");
});

it("keeps its distance between requests", async () => {
  server = await startAnswerServer((_, response) => void response.end("ok"));
  const polite = client({ spacing: 300 });
  const started = performance.now();
  await Promise.all([
    polite.getText(server.url),
    polite.getText(server.url),
    polite.getText(server.url),
  ]);
  expect(performance.now() - started).toBeGreaterThan(550);
});

it("leaves a source alone that fails and fails", async () => {
  server = await startAnswerServer((_, response) => {
    response.statusCode = 500;
    response.end();
  });
  const patient = client();
  for (let i = 0; i < 5; i++) await patient.getText(server.url).catch(() => {});
  await expect(patient.getText(server.url)).rejects.toThrow(/left alone/);
  expect(server.asked).toHaveLength(10);
});
