import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';

/** The languages every journey is made in. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The kind of sign-in of each role of the demo. */
export type Role = 'COORDINATOR' | 'RESEARCHER' | 'ETHICS' | 'DATA_MANAGER';

/** What the browser complained about on a page. */
async function watch(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // That nobody is signed in yet, or by a wrong password, is an answer; the browser notes it as an error.
    const expected = message.location().url.endsWith('/session') && message.text().includes('401');
    if ((message.type() === 'error' || message.type() === 'warning') && !expected) {
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
    });
  });
  return complaints;
}

/** A test whose page must not complain: no error on its console, and nothing its content policy had to stop. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints = await watch(page);
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens the console in a language, without the tour, which stands in the way of nobody but a robot. */
export async function open(page: Page, language: Language, path = '/', tour = false): Promise<void> {
  await page.addInitScript(
    ([chosen, withTour]) => {
      if (localStorage.getItem('dermatrail.language') === null) {
        localStorage.setItem('dermatrail.language', chosen);
      }
      if (!withTour && localStorage.getItem('dermatrail.tour') === null) {
        localStorage.setItem('dermatrail.tour', '-1');
      }
    },
    [language, tour] as const,
  );
  await page.goto(path);
}

/** Signs in by the demo's ready sign-in of a role. */
export async function signIn(page: Page, role: Role, texts: Texts): Promise<void> {
  await page.getByRole('button', { name: texts.value.Role[role] }).click();
  await expect(page.getByRole('navigation', { name: texts.shell.places })).toBeVisible();
}

/** Asks axe about the page as it stands. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join('\n   ')}`);
  expect(grave, 'what axe finds serious or critical').toEqual([]);
}

import en from '../src/language/en.json' with { type: 'json' };
import zh from '../src/language/zh.json' with { type: 'json' };

/** The texts of a language; plural forms that a language has not are missing from it. */
export type Texts = typeof en;

export function textsOf(language: Language): Texts {
  return language === 'en' ? en : (zh as unknown as Texts);
}
