import { existsSync } from 'node:fs';
import { chromium, defineConfig } from '@playwright/test';

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];
const executablePath = [...candidates, chromium.executablePath()].find((path) => path && existsSync(path));
if (!executablePath)
  throw new Error(
    'The browser journeys need Chromium: "apt-get install chromium" (Debian, Ubuntu), "npx playwright install chromium", or set CHROMIUM to its path.',
  );

export default defineConfig({
  testDir: '.',
  // One machine, one stack: the journeys follow each other.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  globalSetup: './stack.ts',
  outputDir: './test-results',
  use: {
    viewport: { width: 1280, height: 800 },
    // A trace records every frame, which takes two fifths of all journeys' time where the processor draws: `TRACE=1` to have one.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
