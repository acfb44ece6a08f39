// The preferences form: its fields as a browser posts them, and the choices it offers.
import {
  describeFault,
  type Preferences,
  preferencesSchema,
} from "../subscriptions/preferences.ts";
import type { Subscriber } from "../subscriptions/subscriber.ts";

export type ParsedForm =
  | { kind: "ok"; preferences: Preferences }
  | { kind: "invalid"; message: string };

type Fields = Readonly<Record<string, unknown>>;

function text(fields: Fields, name: string): string {
  const value = fields[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first.trim() : "";
}

function all(fields: Fields, name: string): unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** One a line; commas part them too. */
function terms(fields: Fields, name: string): string[] {
  return text(fields, name)
    .split(/[\r\n,]+/)
    .map((term) => term.trim())
    .filter(Boolean);
}

/** A number, or what was typed instead, for the schema to refuse. */
function number(typed: unknown): unknown {
  return typeof typed === "string" && /^\d{1,3}$/.test(typed) ? Number(typed) : typed;
}

/** Reads the whole form: a field left empty is a choice too. */
export function parsePreferencesForm(fields: Fields): ParsedForm {
  const parsed = preferencesSchema.safeParse({
    hour: text(fields, "hour") === "" ? null : number(text(fields, "hour")),
    zone: text(fields, "zone") || null,
    size: number(text(fields, "size")),
    weekdays: all(fields, "weekdays").map(number),
    topics: terms(fields, "topics"),
    mutes: terms(fields, "mutes"),
  });
  return parsed.success
    ? { kind: "ok", preferences: parsed.data }
    : { kind: "invalid", message: describeFault(parsed.error) };
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The zones by region; the reader's own is always among them. */
function zoneGroups(own: string | null) {
  const names = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...(own ? [own] : [])]);
  const groups = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const region = name.includes("/") ? (name.split("/")[0] ?? "") : "Other";
    groups.set(region, [...(groups.get(region) ?? []), name]);
  }
  return [...groups].map(([region, zones]) => ({
    region,
    zones: zones.map((name) => ({ name, label: name.replaceAll("_", " "), isOwn: name === own })),
  }));
}

/** What the form shows as chosen. */
export function formOf(subscriber: Subscriber) {
  const { hour, weekdays, zone, size, topics, mutes } = subscriber;
  return {
    size,
    hours: Array.from({ length: 24 }, (_, value) => ({
      value,
      label: `${String(value).padStart(2, "0")}:00`,
      isOwn: value === hour,
    })),
    days: DAYS.map((name, at) => ({ name, value: at + 1, isOwn: weekdays.includes(at + 1) })),
    hasZone: zone !== null,
    zones: zoneGroups(zone),
    topics: topics.join("\n"),
    mutes: mutes.join("\n"),
  };
}
