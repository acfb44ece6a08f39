// What a digest is made of: an edition as it was frozen, the reader it is for, and what comes out.
import type { PaperSnapshot } from "../db/edition-tables.ts";
import type { Segment } from "./segment.ts";

export interface EditionPaper {
  paperId: number;
  rank: number;
  reasons: readonly string[];
  basis: "signals" | "recency";
  snapshot: PaperSnapshot;
}

export interface EditionForMail {
  /** YYYY-MM-DD */
  date: string;
  /** A sentence for readers where the day was not an ordinary one. */
  note: string | null;
  papers: readonly EditionPaper[];
}

export interface DigestReader {
  /** Left part of the Message-ID: the same for all attempts. */
  deliveryId: string;
  email: string;
  /** In the order to show; ids that the edition does not hold are left out. */
  paperIds: readonly number[];
  preferencesUrl: string;
  unsubscribeUrl: string;
  /** Papers that the reader's mutes kept out. */
  hidden?: number;
  /** For the Date header. */
  now: Date;
}

/** Where mails come from and point to; the same for a whole process. */
export interface MailSettings {
  /** Without a slash at the end. */
  publicUrl: string;
  /** The host that names our list (RFC 2919), without a port. */
  publicHost: string;
  from: { name: string; address: string };
}

export interface RenderedMail {
  /** With angle brackets. */
  messageId: string;
  subject: string;
  /** The finished RFC 5322 message. */
  content: Buffer;
}

/** A paper's place in the mail, ready for both parts. */
export interface Card {
  title: string;
  html: Segment;
  text: Segment;
}
