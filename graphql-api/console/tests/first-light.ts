import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { FullConfig, FullProject } from '@playwright/test';

const PATIENCE = 30_000;

/** The same Chromium without its desktop parts. */
const SPARE = '/usr/bin/chromium-headless-shell';

/**
 * Shows that the registry answers and that Chromium shows what it answers, before any journey begins: where the machine is
 * at fault, this says so in minutes and in a sentence. Chromium may need a second start on a machine it was just put on; where
 * it shows nothing at all, the journeys are made in its spare, if that is installed, and it is said.
 */
export default async function firstLight(config: FullConfig): Promise<void> {
  const project = config.projects[0]!;
  const url = project.use.baseURL!;
  await answers(url);
  const usual = project.use.launchOptions!.executablePath!;
  const failures: string[] = [];
  for (const browser of [usual, usual, ...(existsSync(SPARE) ? [SPARE] : [])]) {
    try {
      await show(project, browser, url);
    } catch (failure) {
      failures.push(`${browser}: ${String(failure)}`);
      continue;
    }
    failures.forEach((failure) => console.warn(`Chromium did not show the first page: ${failure}`));
    if (browser !== usual) {
      console.warn(`The journeys are made in ${browser}.`);
      process.env['CHROMIUM'] = browser;
    }
    return;
  }
  throw new Error(`The registry at ${url} answers, but Chromium shows nothing of it:\n${failures.join('\n')}`);
}

async function answers(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(PATIENCE) }).catch((cause: unknown) => {
    throw new Error(`The registry at ${url} did not answer within ${PATIENCE / 1000} s.`, { cause });
  });
  if (!answer.ok) {
    throw new Error(`The registry at ${url} answers its first page with ${answer.status}.`);
  }
}

async function show(project: FullProject, executablePath: string, url: string): Promise<void> {
  const browser = await chromium.launch({ ...project.use.launchOptions, executablePath, timeout: PATIENCE });
  try {
    const page = await browser.newPage();
    await page.goto(url, { timeout: PATIENCE });
  } finally {
    await browser.close();
  }
}
