// A stretch of a mail's part in both forms: as its reader sees it, and as it goes over the wire.
// Segments join freely, since each encoded one ends at the start of a line.
import { encodeQuotedPrintable } from "../mail/compose-message.ts";

export interface Segment {
  plain: string;
  encoded: Buffer;
}

export function segmentOf(plain: string): Segment {
  return { plain, encoded: encodeQuotedPrintable(plain) };
}

export function joinPlain(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.plain).join("");
}
