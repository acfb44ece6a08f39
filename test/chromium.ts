// A real Chromium for tests: the first found of CHROMIUM_PATH, the system's, and the one that an npm
// package brings, so that a machine without a browser runs these tests too.
import { existsSync } from "node:fs";
import packaged from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Root needs no sandbox; a closed network must not be asked for updates. */
const ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

export async function launchChromium(): Promise<Browser> {
  const found = [process.env.CHROMIUM_PATH, ...SYSTEM].find((path) => path && existsSync(path));
  if (found) return chromium.launch({ executablePath: found, args: ARGS });
  const executablePath = await packaged.executablePath();
  return chromium.launch({ executablePath, args: [...packaged.args, ...ARGS] });
}
