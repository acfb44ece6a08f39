// The whole story in a real browser on the process that `npm start` runs: leave an address, open the
// outbox, confirm, read the digest, leave. With JavaScript and without, since no page needs it.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { launchChromium } from "../chromium.ts";
import { type Home, makeHome, type Program, startProgram } from "../paperboy-process.ts";

let home: Home;
let program: Program;
let browser: Browser;
let url: string;

beforeAll(async () => {
  home = await makeHome();
  program = await startProgram("workers/all-roles.ts", home.env);
  url = `http://localhost:${home.env.PORT}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  const ended = await program?.stop();
  home?.remove();
  expect(ended?.code).toBe(0);
});

/** A tab in which a request to anyone else, or a broken page, fails the test. */
async function openTab(context: BrowserContext): Promise<{ page: Page; faults: string[] }> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) faults.push(`asked ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { page, faults };
}

/** Opens a reader's newest mail of this subject from the outbox page, waiting until it is there. */
async function openMail(page: Page, address: string, subject: RegExp) {
  const mail = page.getByRole("listitem").filter({ hasText: address });
  const link = mail.getByRole("link", { name: subject });
  await vi.waitFor(
    async () => {
      await page.goto(`${url}/outbox`);
      expect(await link.count()).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 300 },
  );
  await link.first().click();
  return page.frameLocator("iframe.mail");
}

describe.each([
  { javaScriptEnabled: true, zone: "Asia/Tokyo" },
  { javaScriptEnabled: false, zone: "" },
])("with JavaScript: $javaScriptEnabled", ({ javaScriptEnabled, zone }) => {
  test("a reader subscribes, confirms, reads, chooses and leaves", {
    timeout: 90_000,
  }, async () => {
    const context = await browser.newContext({ javaScriptEnabled, timezoneId: "Asia/Tokyo" });
    const { page, faults } = await openTab(context);
    const address = `ada.${javaScriptEnabled}@example.org`;

    await page.goto(url);
    await expect(page.getByRole("heading", { level: 1 }).textContent()).resolves.toBe(
      "Get trending papers in your email inbox once a day!",
    );
    await page.getByLabel("Your email address").fill(address);
    await page.getByRole("button", { name: "Subscribe" }).click();
    await page.getByRole("heading", { name: "Check your inbox" }).waitFor();

    const confirmation = await openMail(page, address, /^Confirm/);
    await confirmation.getByRole("link", { name: /confirm/i }).click();
    await page.getByRole("heading", { name: "Confirm your address" }).waitFor();
    expect(await page.getByText(address).count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("heading", { name: "You are subscribed" }).waitFor();

    const digest = await openMail(page, address, /^Trending papers/);
    await digest.getByRole("heading", { level: 2 }).first().waitFor();
    expect(await digest.getByRole("heading", { level: 2 }).count()).toBe(10);

    await digest.getByRole("link", { name: "Change your preferences" }).click();
    const field = page.getByLabel(/time zone/i);
    expect(await field.inputValue()).toBe(zone);

    const again = await openMail(page, address, /^Trending papers/);
    await again.getByRole("link", { name: "Unsubscribe" }).first().click();
    await page.getByRole("button", { name: "Unsubscribe" }).click();
    await page.getByRole("heading", { name: "You are unsubscribed" }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

test("the form says what is wrong with an address, beside the field", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("Your email address").fill("ada@@example");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Your email address").inputValue()).toBe("ada@@example");
  await context.close();
});

test("the keyboard alone is enough to subscribe", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").textContent()).toMatch(/skip/i);
  await page.getByLabel("Your email address").focus();
  await page.keyboard.type("keys@example.org");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  await context.close();
});

test("searching the seeds for their own field gives its papers first", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("searchbox", { name: "Search papers" }).fill("mechanistic interpretability");
  await page.getByRole("button", { name: "Search" }).click();
  const titles = await page
    .getByRole("main")
    .getByRole("listitem")
    .getByRole("heading")
    .allTextContents();
  expect(titles.length).toBeGreaterThan(5);
  for (const title of titles.slice(0, 5)) expect(title).toMatch(/mechanistic|interpretab/i);
  await context.close();
});

test.each(["light", "dark"] as const)(
  "no page scrolls sideways on a phone (%s)",
  async (colorScheme) => {
    const viewport = { width: 320, height: 700 };
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    for (const path of [
      "/",
      "/search?q=attention",
      "/editions",
      "/about",
      "/outbox",
      "/papers/1",
    ]) {
      await page.goto(url + path);
      const overflow = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    await context.close();
  },
);
