// The one template engine, for pages and mails alike: every `<%= %>` is escaped for HTML, a template
// is compiled once per process, and only names under templates/ can be reached.
import { fileURLToPath } from "node:url";
import { Eta } from "eta";

export interface Templates {
  /**
   * Renders `templates/<name>.eta` with `it` as the data.
   * @param name such as "pages/home" or "mail/digest.mjml"
   */
  render(name: string, data: object): string;
}

const TEMPLATES = fileURLToPath(new URL("../../templates", import.meta.url));
const NAME = /^[a-z][a-z0-9-]*(?:\/[a-z0-9][a-z0-9.-]*)+$/;

/** An engine with its own cache; nothing is read before the first render. */
export function createTemplates(): Templates {
  const eta = new Eta({
    views: TEMPLATES,
    cache: true,
    autoEscape: true,
    autoTrim: false,
    // `it.title` when it is missing must not become the word "undefined" in somebody's mail.
    autoFilter: true,
    filterFunction: (value) => (value === undefined || value === null ? "" : String(value)),
  });
  return {
    render(name, data) {
      if (!NAME.test(name)) throw new TypeError(`not a template name: ${name}`);
      // Eta adds its extension only to names without a dot, and `digest.mjml` has one.
      return eta.render(name.includes(".") ? `${name}.eta` : name, data);
    },
  };
}
