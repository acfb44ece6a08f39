// What the product sees of mail transport: a finished message goes in, one honest word comes out.
// Every transport keeps the same promise: `unknown` is said exactly when the peer may have it.

export interface OutgoingMessage {
  /** With angle brackets, as in the header; the same for all attempts. */
  messageId: string;
  envelopeFrom: string;
  recipient: string;
  subject: string;
  /** The whole finished RFC 5322 message, CRLF line ends. */
  content: Buffer;
  /**
   * The last look, awaited after the peer agreed to take the message and before its first byte:
   * the place to commit `in_data`. false withholds the message; nothing of it is sent.
   */
  beforeData?: () => Promise<boolean>;
}

/** Where the conversation stood when the peer refused. */
export type SmtpStage = "greeting" | "auth" | "mail" | "rcpt" | "data";

export type SendResult =
  | { kind: "accepted"; status: string }
  | { kind: "withheld" }
  /** `status` is the code and the enhanced code only ("550 5.1.1"): the text may hold addresses. */
  | { kind: "refused"; stage: SmtpStage; permanent: boolean; status: string }
  /** Nothing was taken by the peer, so a retry is safe. No address and no secret in `reason`. */
  | { kind: "unreachable"; reason: string }
  /** The connection was lost after the end of the message was, or may have been, written. */
  | { kind: "unknown" };

export interface Mailer {
  /** Rejects only with what `beforeData` rejected with; nothing was sent then. */
  send(message: OutgoingMessage): Promise<SendResult>;
  /** null: reachable, else why not, without addresses or secrets. */
  check(): Promise<string | null>;
  /** Ends idle connections at once and the others after the sends under way; none begins later. */
  close(): Promise<void>;
}
