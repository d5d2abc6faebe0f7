import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * A Chromium for the browser journeys: CHROMIUM, one on the path, or one that Playwright downloaded.
 * @returns {string | null}
 */
export function findChromium(env = process.env) {
  const found = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [
    env.CHROMIUM,
    ...found,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ...downloaded(env),
  ];
  return candidates.find((path) => path && isProgram(path)) ?? null;
}

export const HOW_TO_GET_CHROMIUM =
  'The browser journeys need Chromium: "apt-get install chromium" (Debian, Ubuntu), "npx playwright install chromium", or set CHROMIUM to its path.';

function downloaded(env) {
  const cache =
    env.PLAYWRIGHT_BROWSERS_PATH ||
    join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ];
  return readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .flatMap((name) => programs.map((program) => join(cache, name, program)));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
