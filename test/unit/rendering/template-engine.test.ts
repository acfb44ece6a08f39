// The template engine escapes, keeps to its folder, and mail frames show every value once compiled.
import { expect, test } from "vitest";
import {
  compileFrame,
  escapeHtml,
  fillSlots,
  splitAtSlots,
} from "../../../src/rendering/mail-frame.ts";
import { createTemplates } from "../../../src/rendering/template-engine.ts";

const templates = createTemplates();

test("printed values are escaped, missing ones print nothing", () => {
  const text = "<b> & \"q\" 'a' <%= 1 %>";
  expect(templates.render("mail/digest-notice", { text })).toContain(
    ">&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; &lt;%= 1 %&gt;<",
  );
  expect(templates.render("mail/digest-notice", {})).not.toContain("undefined");
  expect(escapeHtml(text)).toBe("&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; &lt;%= 1 %&gt;");
});

test.each(["../package", "mail/../../package", "/etc/passwd", "mail", "mail/.hidden"])(
  "%j is not a template's name",
  (name) => {
    expect(() => templates.render(name, {})).toThrow("not a template name");
  },
);

test("a frame that does not show a value, or is no MJML, is refused", async () => {
  const known = ["host", "confirmUrl", "hours"];
  await expect(
    compileFrame(templates, "mail/confirmation.mjml", [...known, "more"]),
  ).rejects.toThrow("mail/confirmation.mjml does not show more");
  await expect(compileFrame(templates, "mail/digest-notice", [])).rejects.toThrow();
});

test("slots are filled once: a value that looks like a slot stays text", () => {
  const pieces = splitAtSlots("a[[one]]b[[two]]");
  expect(fillSlots(pieces, { one: "[[two]]" })).toEqual([{ ready: "a[[two]]b" }, { slot: "two" }]);
});
