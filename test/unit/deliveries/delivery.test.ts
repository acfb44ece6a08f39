// The state machine against a model of the world: a peer that counts what it accepts, workers that
// crash, leases that run out, jobs that come twice. Whatever happens, nobody gets two mails.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type DeliveryState,
  isSettled,
  nextState,
  retryAfterMinutes,
  statesBefore,
} from "../../../src/deliveries/delivery.ts";

interface Row {
  state: DeliveryState;
  fence: number;
}

/** A worker's view: the fence it claimed with, and how far it is. */
interface WorkerView {
  fence: number;
  at: "claimed" | "writing" | "dotted";
}

interface World {
  row: Row;
  workers: WorkerView[];
  accepted: number;
  resends: number;
}

function move(world: World, event: Parameters<typeof nextState>[1], fence?: number): boolean {
  const { row } = world;
  if (fence !== undefined && fence !== row.fence) return false;
  const next = nextState(row.state, event);
  if (next === null) return false;
  row.state = next;
  return true;
}

const COMMANDS: Record<string, (world: World) => void> = {
  claim(world) {
    if (!move(world, "claim")) return;
    world.row.fence++;
    world.workers.push({ fence: world.row.fence, at: "claimed" });
  },
  beginData(world) {
    const worker = world.workers.find((w) => w.at === "claimed");
    if (!worker) return;
    if (move(world, "begin-data", worker.fence)) worker.at = "writing";
    else world.workers.splice(world.workers.indexOf(worker), 1);
  },
  finalDot(world) {
    const worker = world.workers.find((w) => w.at === "writing");
    if (!worker) return;
    worker.at = "dotted";
    world.accepted++;
  },
  record(world) {
    const worker = world.workers.find((w) => w.at === "dotted");
    if (!worker) return;
    move(world, "accept", worker.fence);
    world.workers.splice(world.workers.indexOf(worker), 1);
  },
  refusedForNow(world) {
    const worker = world.workers.find((w) => w.at !== "dotted");
    if (!worker) return;
    move(world, "defer", worker.fence);
    world.workers.splice(world.workers.indexOf(worker), 1);
  },
  refusedForGood(world) {
    const worker = world.workers.find((w) => w.at !== "dotted");
    if (!worker) return;
    move(world, "refuse", worker.fence);
    world.workers.splice(world.workers.indexOf(worker), 1);
  },
  connectionLost(world) {
    const worker = world.workers.find((w) => w.at === "dotted");
    if (!worker) return;
    move(world, "lose", worker.fence);
    world.workers.splice(world.workers.indexOf(worker), 1);
  },
  crash: (world) => void world.workers.shift(),
  leaseOver: (world) => void move(world, "lease-over"),
  unsubscribe: (world) => void move(world, "unsubscribe"),
  suppress: (world) => void move(world, "suppress"),
  growOld: (world) => void move(world, "grow-old"),
  operatorResends(world) {
    if (move(world, "resend")) world.resends++;
  },
};

/** The world after a sequence of commands. */
function live(sequence: readonly string[]): World {
  const row: Row = { state: "pending", fence: 0 };
  const world: World = { row, workers: [], accepted: 0, resends: 0 };
  for (const name of sequence) COMMANDS[name]?.(world);
  return world;
}

test("in any order of events the peer accepts one mail and one more per operator's resend", () => {
  const names = Object.keys(COMMANDS);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 60 }), (sequence) => {
      const world = live(sequence);
      expect(world.accepted).toBeLessThanOrEqual(1 + world.resends);
    }),
    { numRuns: 10_000 },
  );
});

test("left alone, every row ends settled", () => {
  const names = Object.keys(COMMANDS).filter((name) => name !== "operatorResends");
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 40 }), (sequence) => {
      const world = live(sequence);
      // What the sweeper does in the end: leases run out, then age.
      for (const event of ["lease-over", "grow-old"] as const) move(world, event);
      expect(isSettled(world.row.state)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("nothing leaves a terminal state", () => {
  const terminal: DeliveryState[] = ["sent", "failed", "suppressed", "expired", "cancelled"];
  for (const state of terminal) {
    expect(isSettled(state)).toBe(true);
    expect(nextState(state, "claim")).toBeNull();
    expect(nextState(state, "resend")).toBeNull();
  }
});

test("only a row that waits can be claimed, and only a claimed one can begin its body", () => {
  expect(statesBefore("claim", "claimed")).toEqual(["pending", "deferred"]);
  expect(statesBefore("begin-data", "in_data")).toEqual(["claimed"]);
});

test("the first retry comes after 5 to 15 minutes, later ones after hours", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 20 }), (id, attempt) => {
      const minutes = retryAfterMinutes(attempt, id);
      expect(minutes).toBe(retryAfterMinutes(attempt, id));
      if (attempt === 1) expect(minutes >= 5 && minutes <= 15).toBe(true);
      else expect(minutes >= 15 && minutes <= 250).toBe(true);
    }),
  );
});
