// A reader changes what they get, without a login and without a script.
import { afterAll, beforeAll, expect, test } from "vitest";
import { anAddress } from "../subscriptions/subscription-desk.ts";
import { openWebDesk, type WebDesk } from "./web-desk.ts";

let desk: WebDesk;
beforeAll(async () => {
  desk = await openWebDesk();
});
afterAll(() => desk.close());

const FORM =
  "hour=7&zone=Europe%2FBerlin&weekdays=1&weekdays=5&size=5&topics=cs.CL%0D%0Asparse+autoencoders&mutes=";

test("the page shows what is chosen and keeps what the form says", async () => {
  const email = anAddress();
  const url = desk.preferencesUrl(await desk.join(email));
  expect((await desk.get(url)).body).toContain(email);
  const saved = await desk.postForm(url, FORM);
  expect(saved.statusCode).toBe(200);
  expect(saved.body).toContain("Saved.");
  expect(await desk.find(email)).toMatchObject({
    hour: 7,
    zone: "Europe/Berlin",
    weekdays: [1, 5],
    size: 5,
    topics: ["cs.CL", "sparse autoencoders"],
    mutes: [],
  });
  const page = (await desk.get(url)).body;
  expect(page).toContain('<option value="7" selected>07:00</option>');
  expect(page).toContain('<option value="Europe/Berlin" selected>');
  expect(page).toContain("cs.CL\nsparse autoencoders</textarea>");

  await desk.postForm(url, FORM.replace("hour=7&zone=Europe%2FBerlin", "hour=&zone="));
  expect(await desk.find(email)).toMatchObject({ hour: null, zone: null });
});

test("what cannot be is told, and nothing is changed", async () => {
  const email = anAddress();
  const url = desk.preferencesUrl(await desk.join(email));
  const before = await desk.find(email);
  for (const wrong of [
    FORM.replace("hour=7", "hour=25"),
    FORM.replace("Europe%2FBerlin", "Mars%2FOlympus"),
    FORM.replace("weekdays=1&weekdays=5", ""),
    FORM.replace("size=5", "size=9999"),
    FORM.replace("cs.CL", "%00"),
    "",
  ]) {
    const page = await desk.postForm(url, wrong);
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain("Not saved.");
  }
  expect(await desk.find(email)).toEqual(before);
});

test("topics are shown as text, whatever they hold", async () => {
  const url = desk.preferencesUrl(await desk.join(anAddress()));
  const hostile = encodeURIComponent("</textarea><script>alert(1)</script>");
  const page = await desk.postForm(url, FORM.replace("cs.CL", hostile));
  expect(page.body).toContain("&lt;/textarea&gt;&lt;script&gt;");
  expect(page.body).not.toContain("<script>");
});

test("a link that is not ours is a clear page", async () => {
  const url = desk.unsubscribeUrl(await desk.join(anAddress()));
  const page = await desk.get(url.replace("unsubscribe", "preferences"));
  expect(page.statusCode).toBe(404);
  expect(page.body).toContain("This link is not known");
});
