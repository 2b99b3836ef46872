import { defineConfig } from '@playwright/test';

/** Where the demo runs; journeys.sh starts one and says so. */
const baseURL = process.env['DERMATRAIL_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  testDir: './tests',
  globalSetup: './tests/first-light.ts',
  outputDir: '../target/journeys',
  // The journeys tell one story on one registry.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // A registry or a browser that is broken breaks every journey alike.
  maxFailures: 3,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL,
    // Settings of the machine must not decide what language the console begins in.
    locale: 'en-GB',
    timezoneId: 'UTC',
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Nothing but the registry is ever asked, whatever the machine's network would do with a question.
        '--no-proxy-server',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
  projects: [
    { name: 'journeys', testMatch: /journeys\/.*\.spec\.ts/ },
    { name: 'screenshots', testMatch: /screenshots\.spec\.ts/ },
  ],
});
