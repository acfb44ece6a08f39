// The rules for an address: one plain mailbox or a sentence that says what is wrong. Ours, because
// validator, zod and address-rfc2822 each take or change something that the contract refuses (quoted
// locals, comments, lower-cased local parts, dropped +tags), and none gives an A-label domain.
import { domainToASCII } from "node:url";

export type ParsedEmailAddress =
  /** `email`: local part as typed, domain as lower-case A-label. `emailKey`: what we compare by. */
  { kind: "ok"; email: string; emailKey: string } | { kind: "invalid"; reason: string };

/** RFC 5321 §4.5.3.1.1 and §4.5.3.1.3 (a path of 256 octets less its angle brackets). */
const MAX_LOCAL_OCTETS = 64;
const MAX_OCTETS = 254;

/** RFC 5322 §3.2.3: atext. */
const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/;
/** Before IDNA: letters, digits, marks and hyphens of any script, and the dots UTS #46 knows. */
const TYPED_DOMAIN = /^[\p{L}\p{N}\p{M}.。．｡-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Never all digits (RFC 3696 §2): that would be a number of a host, not a name. */
const TOP_LABEL = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;
/** Controls, line and paragraph ends, and the invisible characters that hide what is written. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const invalid = (reason: string) => ({ kind: "invalid", reason }) as const;

function faultOfText(text: string): string | null {
  if (text === "") return "Write your email address, such as ada@example.org.";
  if (UNSEEN.test(text)) return "The address contains a line break or an invisible character.";
  if (/[,;]/.test(text)) return "Write one address only, without commas or semicolons.";
  if (/[<>()"\\]/.test(text)) {
    return "Write the bare address, without names, quotes, brackets or comments.";
  }
  if (/\s/.test(text)) return "The address contains a space.";
  const ats = text.split("@").length - 1;
  if (ats === 0) return "The address has no @, such as in ada@example.org.";
  return ats > 1 ? "The address has more than one @." : null;
}

function faultOfLocal(local: string): string | null {
  if (local === "") return "Something is missing before the @.";
  if (/[^\p{ASCII}]/u.test(local)) {
    return "Before the @ we can only use letters without accents, digits and the usual signs.";
  }
  if (local.length > MAX_LOCAL_OCTETS) return "The part before the @ is longer than 64 characters.";
  if (local.split(".").some((atom) => atom === "")) {
    return "Before the @ a dot is at the start, at the end or doubled.";
  }
  const plain = local.split(".").every((atom) => ATOM.test(atom));
  return plain ? null : "The part before the @ contains a sign that no address has.";
}

/** The domain as lower-case A-labels, or null where it is no public name of a mail domain. */
function toMailDomain(typed: string): string | null {
  if (!TYPED_DOMAIN.test(typed)) return null;
  const labels = domainToASCII(typed).split(".");
  const top = labels.at(-1) ?? "";
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label));
  return isName && TOP_LABEL.test(top) ? labels.join(".") : null;
}

/**
 * Reads one address as a person types it; spaces around it are forgiven, nothing else is mended.
 * Never throws, whatever it is given. `reason` is a sentence for that person.
 */
export function parseEmailAddress(input: unknown): ParsedEmailAddress {
  if (typeof input !== "string") return invalid("Write your email address as text.");
  // Far above any address: no work for a megabyte of anything.
  if (input.length > 1_000) return invalid("The address is longer than 254 characters.");
  const text = input.replace(/^ +| +$/g, "");
  const textFault = faultOfText(text);
  if (textFault) return invalid(textFault);
  const [local = "", typedDomain = ""] = text.split("@");
  const localFault = faultOfLocal(local);
  if (localFault) return invalid(localFault);
  if (typedDomain === "") return invalid("Something is missing after the @.");
  const domain = toMailDomain(typedDomain);
  if (!domain) return invalid("After the @ there must be a mail domain, such as example.org.");
  const email = `${local}@${domain}`;
  if (email.length > MAX_OCTETS) return invalid("The address is longer than 254 characters.");
  return { kind: "ok", email, emailKey: `${local.toLowerCase()}@${domain}` };
}
