// Says in words and numbers why a paper stands where it stands: "+312 upvotes in 24 h", "top 2 % of
// cs.CL", "published 3 days ago". Every paper gets at least one reason, and none that is not so.
import type { Signal } from "../db/signals.ts";
import type { Assessment } from "./assess-candidate.ts";
import type { Reading } from "./read-series.ts";

const DAY = 86_400_000;
/** Besides the leading signal: more numbers make a list, not a reason. */
const MAX_COUNTS = 3;
/** "top 20 %" of fewer papers than this would claim too much. */
const MIN_PEERS = 10;

/** A paper's place among the papers with signals of its field (null: of all). */
export interface Standing {
  place: number;
  of: number;
  field: string | null;
}

const WORDS: Readonly<Record<Signal, readonly [one: string, many: string]>> = {
  upvotes: ["upvote", "upvotes"],
  comments: ["comment", "comments"],
  github_stars: ["GitHub star", "GitHub stars"],
  citations: ["citation", "citations"],
  influential_citations: ["influential citation", "influential citations"],
  points: ["Hacker News point", "Hacker News points"],
  point_comments: ["Hacker News comment", "Hacker News comments"],
  cited_by: ["citation in OpenAlex", "citations in OpenAlex"],
};

export function reasonsOf(paper: Assessment, standing: Standing | null, at: Date): string[] {
  const reasons: string[] = [];
  if (paper.readings.size === 0) reasons.push(...silentReasons(paper));
  if (paper.resurgence) reasons.push(backReason(paper.resurgence));
  reasons.push(...countReasons(paper));
  if (standing) reasons.push(...standingReason(standing));
  if (paper.candidate.hasCode) reasons.push("code released");
  reasons.push(dateReason(paper, at));
  return reasons;
}

/** 1234567 as "1,234,567", whatever the machine's language. */
function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

function counted(signal: Signal, value: number): string {
  return `${grouped(value)} ${WORDS[signal][Math.round(value) === 1 ? 0 : 1]}`;
}

function duration(hours: number): string {
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

function silentReasons({ candidate }: Assessment): string[] {
  const reasons = ["no counts known yet, so by date"];
  if (!candidate.prior) return reasons;
  const upvotes = grouped(Math.expm1(candidate.prior / 3));
  return [...reasons, `earlier papers of its authors point to about ${upvotes} upvotes`];
}

function backReason({ signal, weekGain, factor }: NonNullable<Assessment["resurgence"]>): string {
  const usual = factor === null ? "" : `, ${grouped(factor)} times its usual`;
  return `back: +${counted(signal, weekGain)} in a week${usual}`;
}

/** The signals that add most, growth first; zeros are told only when there is nothing else. */
function countReasons({ readings, parts }: Assessment): string[] {
  const worth = (signal: Signal) => (parts[signal] ?? 0) + (parts[`${signal}_speed`] ?? 0);
  const told = [...readings].sort(([a], [b]) => worth(b) - worth(a) || (a < b ? -1 : 1));
  const positive = told.filter(([, reading]) => reading.value > 0);
  const shown = (positive.length > 0 ? positive : told).slice(0, MAX_COUNTS);
  return shown.flatMap(([signal, reading]) => countReason(signal, reading));
}

function countReason(signal: Signal, { value, growth, doubted }: Reading): string[] {
  const count =
    growth && Math.round(growth.gain) > 0
      ? `+${counted(signal, growth.gain)} in ${duration(growth.hours)} (to ${grouped(value)})`
      : counted(signal, value);
  if (doubted === null) return [count];
  return [count, `a jump to ${counted(signal, doubted)} is not believed yet`];
}

function standingReason({ place, of, field }: Standing): string[] {
  const percent = Math.ceil((100 * place) / of);
  if (of < MIN_PEERS || percent > 50) return [];
  return [`top ${percent} % of ${field ?? "the list"}`];
}

function dateReason({ publishedAt, listedAt }: Assessment, at: Date): string {
  const date = publishedAt ?? listedAt;
  if (!date) return "date of publication unknown";
  const verb = publishedAt ? "published" : "listed";
  const days = Math.floor((at.getTime() - date.getTime()) / DAY);
  if (days === 0) return `${verb} today`;
  if (days === 1) return `${verb} yesterday`;
  if (days < 60) return `${verb} ${days} days ago`;
  if (days < 730) return `${verb} ${Math.floor(days / 30.44)} months ago`;
  return `${verb} ${Math.floor(days / 365.25)} years ago`;
}
