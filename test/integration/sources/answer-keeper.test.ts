// Conditional requests: what has not changed is not sent again, and is known all the same.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createAnswerKeeper } from "../../../src/sources/answer-store.ts";
import { createHttpClient } from "../../../src/sources/http-client.ts";
import { type AnswerServer, startAnswerServer } from "../../answer-server.ts";
import { createTestDatabase, type TestDatabase } from "../../test-database.ts";

let database: TestDatabase;
let server: AnswerServer;
beforeAll(async () => {
  database = await createTestDatabase();
  let version = 1;
  server = await startAnswerServer(({ url, headers }, response) => {
    if (url === "/bump") version += 1;
    const etag = `"v${version}"`;
    response.setHeader("etag", etag);
    response.statusCode = headers["if-none-match"] === etag ? 304 : 200;
    response.end(response.statusCode === 304 ? undefined : `text ${version}`);
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

it("asks for news only, in another process too", async () => {
  const open = () =>
    createHttpClient({
      source: "arxiv",
      publicUrl: "https://papers.example.org",
      keeper: createAnswerKeeper(database.db),
    });
  expect(await open().getText(`${server.url}/feed`)).toBe("text 1");
  expect(await open().getText(`${server.url}/feed`)).toBe("text 1");
  expect(server.asked.map((a) => a.headers["if-none-match"])).toEqual([undefined, '"v1"']);
  await open().getText(`${server.url}/bump`);
  expect(await open().getText(`${server.url}/feed`)).toBe("text 2");
});
