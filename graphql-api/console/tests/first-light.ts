import { chromium } from '@playwright/test';
import type { FullConfig, FullProject } from '@playwright/test';

const PATIENCE = 30_000;
const STARTS = 3;

/**
 * Shows that the registry answers and that Chromium shows what it answers, before any journey begins: where the machine is
 * at fault, this says so in minutes and in a sentence. Chromium may need a second start on a machine it was just put on.
 */
export default async function firstLight(config: FullConfig): Promise<void> {
  const project = config.projects[0]!;
  const url = project.use.baseURL!;
  const answer = await fetch(url, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(PATIENCE) }).catch((cause: unknown) => {
    throw new Error(`The registry at ${url} did not answer within ${PATIENCE / 1000} s.`, { cause });
  });
  if (!answer.ok) {
    throw new Error(`The registry at ${url} answers its first page with ${answer.status}.`);
  }
  const failures: string[] = [];
  for (let start = 1; start <= STARTS; start++) {
    try {
      await show(project, url);
      for (const failure of failures) {
        console.warn(`Chromium showed the first page at start ${start} only; before: ${failure}`);
      }
      return;
    } catch (failure) {
      failures.push(String(failure));
    }
  }
  throw new Error(`The registry at ${url} answers, but Chromium shows nothing of it:\n${failures.join('\n')}`);
}

async function show(project: FullProject, url: string): Promise<void> {
  const browser = await chromium.launch({ ...project.use.launchOptions, timeout: PATIENCE });
  try {
    const page = await browser.newPage();
    await page.goto(url, { timeout: PATIENCE });
  } finally {
    await browser.close();
  }
}
