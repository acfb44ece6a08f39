// What a peer said, reduced to codes: nothing of the text comes through.
import { expect, test } from "vitest";
import { failureOf, statusOf } from "../../../src/mail/smtp-reply.ts";

test.each([
  ["550 5.1.1 <reader@example.net> unknown", "550 5.1.1"],
  ["550-5.7.26 first line\n550 5.7.26 second", "550 5.7.26"],
  ["250 OK", "250"],
  ["421 10.0.0.1 too many connections", "421"],
  ["451 4.7.500 busy", "451 4.7.500"],
  ["garbage", ""],
])("the status of %j is %j", (reply, status) => {
  expect(statusOf(reply)).toBe(status);
});

test.each([
  ["MAIL FROM", "mail"],
  ["RCPT TO", "rcpt"],
  ["DATA", "data"],
  ["AUTH PLAIN", "auth"],
  ["EHLO", "greeting"],
])("a refusal of %s is one at %s", (command, stage) => {
  const fault = { code: "X", command, responseCode: 450, response: "450 4.2.1 <a@b.c> later" };
  expect(failureOf(fault, "greeting")).toEqual({
    kind: "refused",
    stage,
    permanent: false,
    status: "450 4.2.1",
  });
});

test("a refused STARTTLS is our own insistence and refuses no mail", () => {
  const fault = { code: "ETLS", command: "STARTTLS", responseCode: 502, response: "502 no" };
  expect(failureOf(fault, "greeting")).toEqual({ kind: "unreachable", reason: "TLS failed (502)" });
});

test("a lost connection names the system's code and nothing else", () => {
  expect(failureOf({ code: "ESOCKET", originalCode: "ECONNREFUSED" }, "greeting")).toEqual({
    kind: "unreachable",
    reason: "no connection (ECONNREFUSED)",
  });
  expect(failureOf({ code: "ESOCKET", originalCode: "bad <a@b.c>" }, "mail")).toEqual({
    kind: "unreachable",
    reason: "connection lost",
  });
});

test("what can never be sent is refused for good: too large, or no address", () => {
  expect(failureOf({ code: "EMESSAGE" }, "mail")).toMatchObject({ permanent: true, stage: "mail" });
  expect(failureOf({ code: "EENVELOPE" }, "mail")).toMatchObject({
    permanent: true,
    stage: "rcpt",
  });
});
