// What a reader does with nothing but HTTP and a mailbox; the story's tests share it.
import { expect, vi } from "vitest";
import { type CaughtMail, header, type MailCatcher, parseMail } from "../mail-catcher.ts";

export const addressOf = (n: number) => `reader${n}+tag@example.org`;

/** Subscribes from an address of the reader's own, as a trusted proxy would tell it. */
export async function subscribe(url: string, n: number): Promise<string> {
  const answer = await fetch(`${url}/api/subscriptions`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": `203.0.113.${n % 250}` },
    body: JSON.stringify({ email: addressOf(n) }),
  });
  expect(answer.status).toBe(202);
  return answer.text();
}

/** Waits until the catcher holds so many mails. */
export async function waitForMails(catcher: MailCatcher, count: number): Promise<CaughtMail[]> {
  await vi.waitFor(() => expect(catcher.mails.length).toBeGreaterThanOrEqual(count), {
    timeout: 60_000,
    interval: 50,
  });
  return catcher.mails;
}

export async function linksOf(raw: Buffer): Promise<string[]> {
  const { html } = await parseMail(raw);
  const links = [...(html ?? "").matchAll(/href="(https?:[^"]+)"/g)];
  return [...new Set(links.map((match) => match[1]?.replaceAll("&amp;", "&") ?? ""))];
}

/** The mail's own links on our site, told from those to arXiv and elsewhere. */
export async function ourLinksOf(raw: Buffer, publicUrl: string): Promise<string[]> {
  return (await linksOf(raw)).filter((link) => link.startsWith(publicUrl));
}

/** Every mail's contract, whatever stands in it. */
export async function expectDigestHeaders(raw: Buffer, recipient: string): Promise<void> {
  const mail = await parseMail(raw);
  expect(mail.to?.map((to) => to.address)).toEqual([recipient]);
  expect(mail.from?.address).toBe("paperboy@localhost");
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  expect(header(mail, "list-id")).toMatch(/<[^<>\s]+>$/);
  expect(header(mail, "list-unsubscribe")).toMatch(
    /^<https?:\/\/[^\s,<>]+\/unsubscribe\/[^\s,<>]+>$/,
  );
  expect(header(mail, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(header(mail, "auto-submitted")).toBe("auto-generated");
  expect(header(mail, "precedence")).toBe("bulk");
  expect(header(mail, "feedback-id")).toBeTruthy();
  expect(Number.isNaN(Date.parse(mail.date ?? ""))).toBe(false);
  expect(mail.text?.length).toBeGreaterThan(500);
  expect(mail.html?.length).toBeGreaterThan(2_000);
  const lines = raw.toString("latin1").split("\r\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(raw.toString("latin1").replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
}

export async function papersOf(raw: Buffer): Promise<string[]> {
  const links = await linksOf(raw);
  return links.filter((link) => /\/papers\/\d+$/.test(link));
}

/** One click in a mail program: RFC 8058, in either of its body types. */
export async function oneClick(raw: Buffer, at: string, asForm: boolean): Promise<Response> {
  const uri = header(await parseMail(raw), "list-unsubscribe")?.slice(1, -1) ?? "";
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  const body = asForm ? form : new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  return fetch(new URL(new URL(uri).pathname, at), { method: "POST", body, redirect: "manual" });
}
