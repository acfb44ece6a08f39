// The secret that signs links, made once and kept under DATA_DIR where SECRET_KEY is not given.
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DataDirError, messageOf } from "./errors.ts";
import { keepFileOnce } from "./keep-file.ts";

/**
 * The key kept in `dataDir/secret-key` (mode 0600), made on first use.
 * @throws DataDirError
 */
export function keepSecretKey(dataDir: string): string {
  const file = join(dataDir, "secret-key");
  try {
    mkdirSync(dataDir, { recursive: true });
    return keepFileOnce(file, () => randomBytes(32).toString("base64url"));
  } catch (error) {
    throw new DataDirError(
      `The secret key in ${file} cannot be kept: ${messageOf(error)}. Make DATA_DIR a folder that this account may write, or set SECRET_KEY.`,
      { cause: error },
    );
  }
}
