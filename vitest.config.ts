// How the tests run: pure ones alone and at once, the others on one real PostgreSQL per run.
import { defineConfig } from "vitest/config";

const shared = {
  setupFiles: ["./test/fail-on-console.ts"],
  pool: "forks" as const,
  // Nothing of ours happens on import, so files may share what is loaded: it halves the run.
  isolate: false,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          testTimeout: 20_000,
          include: ["test/unit/**/*.test.ts", "test/architecture.test.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "services",
          include: ["test/{integration,browser,end-to-end,faults}/**/*.test.ts"],
          globalSetup: ["./test/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
