// The mail that asks for a confirmation: one link in each part, and nothing of the requester's.
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { createConfirmationRenderer } from "../../../src/rendering/render-confirmation.ts";
import { createTemplates } from "../../../src/rendering/template-engine.ts";
import { linksOf, NOW, SETTINGS, visibleText } from "./mail-samples.ts";

const confirmUrl = "https://papers.example.org/confirm/token-0123456789";
const render = createConfirmationRenderer(createTemplates(), SETTINGS);

async function confirmation() {
  const rendered = await render({
    confirmationId: "7d1c2f1e-8f11-4a0f-9d4b-7f5d2f0c1a11",
    email: "reader@example.net",
    confirmUrl,
    expiresInHours: 48,
    now: NOW,
  });
  return { rendered, mail: await PostalMime.parse(rendered.content) };
}

test("each part carries the confirmation link, and no other link", async () => {
  const { mail } = await confirmation();
  expect(linksOf(mail.html ?? "")).toEqual([confirmUrl]);
  expect(mail.text?.match(/https?:\S+/g)).toEqual([confirmUrl]);
  expect(mail.html).not.toMatch(/<(img|script|link)\b|url\(|@import/i);
});

test("it says what it is and that ignoring it is enough", async () => {
  const { mail } = await confirmation();
  for (const part of [visibleText(mail.html ?? ""), mail.text?.replace(/\s+/g, " ")]) {
    expect(part).toContain("once a day from papers.example.org");
    expect(part).toContain("works for 48 hours");
    expect(part).toContain("ignore this mail");
  }
});

test("its header is that of an automatic mail, not of a list", async () => {
  const { rendered, mail } = await confirmation();
  expect(mail.headers.map((header) => header.key)).toEqual([
    ...["from", "to", "subject", "date", "message-id", "auto-submitted"],
    ...["mime-version", "content-type"],
  ]);
  expect(mail.messageId).toBe("<7d1c2f1e-8f11-4a0f-9d4b-7f5d2f0c1a11@mail.example.org>");
  expect(rendered.messageId).toBe(mail.messageId);
  expect(mail.to).toEqual([{ address: "reader@example.net", name: "" }]);
});
