// What the house style promises of the source, checked against the source: imports go down only,
// each library has its one home, files stay small and say what they are for.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Top to bottom; what stands in one row does not import its neighbours. */
const ORDER: readonly (readonly string[])[] = [
  ["workers", "src/server.ts", "src/command-line.ts"],
  ["src/commands"],
  ["src/start-api.ts", "src/run-roles.ts"],
  ["src/app.ts"],
  ["src/api", "src/pages"],
  ["src/context.ts"],
  ["src/bounces"],
  ["src/deliveries"],
  ["src/subscriptions"],
  ["src/rendering"],
  ["src/editions"],
  ["src/ranking"],
  ["src/papers"],
  ["src/sources", "src/mail", "src/queue"],
  ["src/db"],
  ["src/program.ts", "src/secret-key.ts"],
  ["src/config.ts", "src/log.ts", "src/keep-file.ts"],
  ["src/config-sources.ts"],
  ["src/config-types.ts"],
  ["src/errors.ts"],
];

/** Library → where alone it may be imported. */
const HOMES: Readonly<Record<string, RegExp>> = {
  fastify: /^src\/(api|pages)\/|^src\/app\.ts$/,
  bullmq: /^src\/(queue\/|context\.ts)|^workers\//,
  ioredis: /^src\/queue\//,
  nodemailer: /^src\/mail\//,
  mjml: /^src\/rendering\//,
  "drizzle-orm": /^src\/db\/|-store\.ts$/,
  undici: /^src\/sources\//,
};

const TOP_LEVEL = [
  ...["src", "workers", "templates", "migrations", "seeds", "test"],
  ...["docker-compose.yml", "package.json", "tsconfig.json", "README.md"],
  ...["package-lock.json", "Dockerfile", "LICENSE"],
  ...["biome.json", "drizzle.config.ts", "vitest.config.ts"],
];

interface SourceFile {
  path: string;
  text: string;
  lines: string[];
  imports: string[];
}

function list(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), "utf8");
  const imports = [
    ...text.matchAll(/^(?:import|export)\b[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/gm),
  ];
  return {
    path,
    text,
    lines: text.trimEnd().split("\n"),
    imports: imports.map((match) => match[1] ?? match[2] ?? ""),
  };
}

const programs = [...list("src"), ...list("workers")].map(read);
const tests = list("test").map(read);

function rowOf(path: string): number {
  return ORDER.findIndex((row) => row.some((at) => path === at || path.startsWith(`${at}/`)));
}

const roomOf = (path: string) =>
  ORDER[rowOf(path)]?.find((at) => path === at || path.startsWith(`${at}/`));

test("the top level holds what it may and nothing else", () => {
  const found = readdirSync(ROOT).filter(
    (name) => !name.startsWith(".") && name !== "node_modules",
  );
  expect(found.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
});

test("imports go down only", () => {
  const wrong = programs.flatMap(({ path, imports }) =>
    imports
      .filter((name) => name.startsWith("."))
      .map((name) => relative(ROOT, join(ROOT, dirname(path), name)))
      .filter((to) => roomOf(to) !== roomOf(path) && rowOf(to) <= rowOf(path))
      .map((to) => `${path} imports ${to}`),
  );
  expect(programs.filter(({ path }) => rowOf(path) === -1).map(({ path }) => path)).toEqual([]);
  expect(wrong).toEqual([]);
});

test("each library has its one home", () => {
  const wrong = programs.flatMap(({ path, imports }) =>
    Object.entries(HOMES)
      .filter(([library, home]) => {
        const isUsed = imports.some((name) => name === library || name.startsWith(`${library}/`));
        return isUsed && !home.test(path);
      })
      .map(([library]) => `${path} imports ${library}`),
  );
  expect(wrong).toEqual([]);
});

test("only the configuration reads the environment", () => {
  const readers = programs.filter(({ text }) => text.includes("process.env"));
  expect(readers.map(({ path }) => path)).toEqual(["src/config.ts"]);
});

test("the domain takes the time and chance from its caller", () => {
  const domain = /^src\/(sources|papers|ranking|editions|deliveries|rendering|subscriptions)\//;
  const wrong = programs.filter(
    ({ path, text }) =>
      domain.test(path) && /new Date\(\)|Date\.now\(\)|Math\.random\(\)/.test(text),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("file names are kebab-case and unique, and each file opens by saying what it is for", () => {
  const names = programs.map(({ path }) => basename(path));
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  const silent = [...programs, ...tests].filter(({ text }) => !text.startsWith("// "));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

/** Longest function of a file, by the indentation of what opens and closes it. */
function longestFunction({ lines }: SourceFile): number {
  let longest = 0;
  lines.forEach((line, start) => {
    const opens =
      /^(\s*)(?:export )?(?:async )?(?:function\b|(?:const|let) \w+ = (?:async )?\(.*=> \{$)/.exec(
        line,
      );
    if (!opens) return;
    const end = lines.findIndex(
      (other, at) =>
        (at > start && other === `${opens[1]}}`) || (at > start && other === `${opens[1]}};`),
    );
    if (end > start) longest = Math.max(longest, end - start + 1);
  });
  return longest;
}

test("files and functions stay small", () => {
  const sizes = programs.map(({ lines }) => lines.length).sort((a, b) => a - b);
  const at = (share: number) => sizes[Math.floor(share * (sizes.length - 1))] ?? 0;
  const summary = { files: sizes.length, median: at(0.5), p90: at(0.9), longest: at(1) };
  process.stdout.write(`sizes of src and workers in lines: ${JSON.stringify(summary)}\n`);
  expect(summary.median).toBeLessThanOrEqual(60);
  expect(summary.p90).toBeLessThanOrEqual(150);
  expect(programs.filter((f) => f.lines.length > 250).map((f) => f.path)).toEqual([]);
  expect(tests.filter((f) => f.lines.length > 300).map((f) => f.path)).toEqual([]);
  const long = programs.filter((f) => longestFunction(f) > 40);
  expect(long.map((f) => `${f.path}: ${longestFunction(f)} lines`)).toEqual([]);
});
