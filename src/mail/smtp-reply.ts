// Reads Nodemailer's errors as what the peer did. Codes only: a reply's text may hold addresses,
// and an error's message may hold what was sent.
import type { SendResult, SmtpStage } from "./mailer.ts";

/** The fields of a Nodemailer error that we rely on. */
export interface SmtpFault {
  /** Nodemailer's kind: ECONNECTION, ETLS, EENVELOPE … */
  code?: string | undefined;
  /** The system's or OpenSSL's code where there is one: ECONNREFUSED, CERT_HAS_EXPIRED … */
  originalCode?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  /** "CONN", "EHLO", "AUTH PLAIN", "MAIL FROM", "RCPT TO", "DATA", or "API" for its own checks. */
  command?: string | undefined;
}

type Failure = Extract<SendResult, { kind: "refused" | "unreachable" }>;

/** "550 5.1.1" out of a reply: the code, and the enhanced code of RFC 2034 where there is one. */
export function statusOf(reply: string): string {
  const match = /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3})(?![.\d]))?/.exec(reply);
  return match ? [match[1], match[2]].filter(Boolean).join(" ") : "";
}

function stageOf(command: string, fallback: SmtpStage): SmtpStage {
  if (command.startsWith("AUTH")) return "auth";
  const stages: Record<string, SmtpStage> = {
    "MAIL FROM": "mail",
    "RCPT TO": "rcpt",
    DATA: "data",
  };
  return stages[command] ?? fallback;
}

/** @param stage where we stood, for errors that do not say it */
export function failureOf(fault: SmtpFault, stage: SmtpStage): Failure {
  const { code, responseCode } = fault;
  // A refused STARTTLS is no refusal of the mail: we are who insists.
  if (code === "ETLS") return { kind: "unreachable", reason: `TLS failed${detail(fault)}` };
  if (responseCode) {
    return {
      kind: "refused",
      stage: stageOf(fault.command ?? "", stage),
      permanent: responseCode >= 500,
      status: statusOf(fault.response ?? "") || String(responseCode),
    };
  }
  // Nodemailer's own checks, before a word was said: larger than the peer's SIZE, and an address
  // that cannot be written into a command.
  if (code === "EMESSAGE") {
    return { kind: "refused", stage: "mail", permanent: true, status: "552 5.3.4" };
  }
  if (code === "EENVELOPE") {
    return { kind: "refused", stage: "rcpt", permanent: true, status: "553 5.1.3" };
  }
  const what = stage === "greeting" ? "no connection" : "connection lost";
  return { kind: "unreachable", reason: `${what}${detail(fault)}` };
}

function detail({ originalCode, code, responseCode }: SmtpFault): string {
  const named = originalCode ?? (responseCode ? String(responseCode) : code);
  return named && /^[A-Z0-9_]+$/.test(named) ? ` (${named})` : "";
}
