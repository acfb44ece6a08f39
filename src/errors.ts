// The failures that Paperboy can name. Each carries a stable `code`; none knows of HTTP or of the
// queue: the API's error handler and the worker runner translate them.

/** Base of every failure we throw on purpose. `code` is stable: programs and log searches rely on it. */
export class PaperboyError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Settings that cannot be run with; `problems` names every one of them, a line each. */
export class ConfigError extends PaperboyError {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      "config_invalid",
      `Paperboy cannot start with these settings:\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/** DATA_DIR cannot be created, read or written. */
export class DataDirError extends PaperboyError {
  constructor(message: string, options?: ErrorOptions) {
    super("data_dir_unusable", message, options);
  }
}

/** The embedded PostgreSQL could not be made, started or reached. */
export class EmbeddedPostgresError extends PaperboyError {
  constructor(message: string, options?: ErrorOptions) {
    super("embedded_postgres_failed", message, options);
  }
}

/** The database that DATABASE_URL names cannot be reached. */
export class DatabaseUnavailableError extends PaperboyError {
  constructor(message: string, options?: ErrorOptions) {
    super("database_unavailable", message, options);
  }
}

/** The database was migrated by a newer Paperboy, or is too old a server. */
export class DatabaseVersionError extends PaperboyError {
  constructor(message: string, options?: ErrorOptions) {
    super("database_version", message, options);
  }
}

/** Jobs cannot be added now. What they would have hinted at stands in PostgreSQL and is swept. */
export class QueueUnavailableError extends PaperboyError {
  constructor(message: string, options?: ErrorOptions) {
    super("queue_unavailable", message, options);
  }
}

/** A source of papers could not be read. `source` is its name in SOURCES. */
export class SourceError extends PaperboyError {
  readonly source: string;
  constructor(source: string, message: string, options?: ErrorOptions) {
    super("source_unavailable", message, options);
    this.source = source;
  }
}

/** A file given to the program does not hold what it should; the message names the place. */
export class ImportError extends PaperboyError {
  constructor(message: string, options?: ErrorOptions) {
    super("import_invalid", message, options);
  }
}

/** The command line was used wrongly; exit code 2. */
export class UsageError extends PaperboyError {
  constructor(message: string) {
    super("usage", message);
  }
}

/** What went wrong, in words without a stack: for a person at a terminal or an operator's log. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
