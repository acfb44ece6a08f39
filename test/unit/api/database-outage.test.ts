// Telling a database that is away from a statement that is wrong.
import { expect, test } from "vitest";
import { isDatabaseOutage } from "../../../src/api/database-outage.ts";

const coded = (code: string, more = {}) => Object.assign(new Error("x"), { code, ...more });

test.each([
  ["refused", coded("ECONNREFUSED")],
  ["shut down", coded("57P01")],
  ["starting", coded("57P03")],
  ["broken", coded("08006")],
  ["full", coded("53300")],
  ["socket gone", coded("ENOENT", { syscall: "connect" })],
  ["ended", new Error("Connection terminated unexpectedly")],
  ["no connection in time", new Error("timeout exceeded when trying to connect")],
  ["all addresses", new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")])],
])("%s is an outage, by itself and as a cause", (_name, error) => {
  expect(isDatabaseOutage(error)).toBe(true);
  const wrapped = new Error("Failed query", { cause: new Error("again", { cause: error }) });
  expect(isDatabaseOutage(wrapped)).toBe(true);
});

test.each([
  ["a wrong statement", coded("42P01")],
  ["a double", coded("23505")],
  ["a missing file", coded("ENOENT", { syscall: "open" })],
  ["a plain error", new Error("Connection is what this is about")],
  ["no error", "ECONNREFUSED"],
  ["nothing", null],
])("%s is none", (_name, error) => {
  expect(isDatabaseOutage(error)).toBe(false);
});

test("an error that causes itself ends", () => {
  const error = new Error("x");
  error.cause = error;
  expect(isDatabaseOutage(error)).toBe(false);
});
