import { mkdirSync } from 'node:fs';
import { LANGUAGES, open, signIn, test, textsOf } from './watch';
import type { Role } from './watch';

const FOLDER = '../target/screenshots';
const WIDTHS = { wide: 1280, narrow: 390 } as const;

mkdirSync(FOLDER, { recursive: true });

const question = encodeURIComponent(
  JSON.stringify({
    all: [
      { field: 'modality', in: ['DMS', 'CFM'] },
      { any: [{ field: 'diagnosis', in: ['MEL'] }, { field: 'ageYears', from: 50 }] },
      { not: { any: [{ field: 'anatomicSite', in: ['FACE'] }] } },
    ],
  }),
);

const PLACES: readonly { name: string; role: Role; path: string }[] = [
  { name: 'home-researcher', role: 'RESEARCHER', path: '/' },
  { name: 'home-coordinator', role: 'COORDINATOR', path: '/' },
  { name: 'studies', role: 'DATA_MANAGER', path: '/studies' },
  { name: 'cohort', role: 'RESEARCHER', path: '/cohort' },
  { name: 'cohort-manager', role: 'DATA_MANAGER', path: '/cohort' },
  { name: 'cohort-question', role: 'RESEARCHER', path: `/cohort?q=${question}` },
  { name: 'cohort-pictures', role: 'RESEARCHER', path: '/cohort?view=pictures' },
  { name: 'cohort-ethics', role: 'ETHICS', path: '/cohort' },
  { name: 'imports', role: 'COORDINATOR', path: '/import' },
  { name: 'import-new', role: 'COORDINATOR', path: '/import/new' },
  { name: 'discrepancies', role: 'COORDINATOR', path: '/discrepancies' },
  { name: 'audit', role: 'ETHICS', path: '/audit' },
  { name: 'no-such-page', role: 'ETHICS', path: '/nowhere' },
];

/** The three of the README: one screen each. */
test.describe('for the README', () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test('cohort', async ({ page }) => {
    await open(page, 'en', '/cohort');
    await signIn(page, 'RESEARCHER', textsOf('en'));
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${FOLDER}/console-cohort.png` });
  });

  test('lesion', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 1380 });
    await open(page, 'zh', `/cohort?q=${encodeURIComponent('{"all":[{"field":"lesionModalities","in":["OCT"]}]}')}`);
    await signIn(page, 'DATA_MANAGER', textsOf('zh'));
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByTestId('viewer').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${FOLDER}/console-lesion.png` });
  });

  test('audit', async ({ page }) => {
    await open(page, 'en', `/cohort?q=${question}`);
    await signIn(page, 'RESEARCHER', textsOf('en'));
    await page.waitForLoadState('networkidle');
    await page.context().clearCookies();
    await open(page, 'en', '/audit');
    await signIn(page, 'ETHICS', textsOf('en'));
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${FOLDER}/console-audit.png` });
  });
});

for (const language of LANGUAGES) {
  for (const [kind, width] of Object.entries(WIDTHS)) {
    test.describe(`${language} ${kind}`, () => {
      const texts = textsOf(language);
      const file = (name: string) => ({ path: `${FOLDER}/${name}-${language}-${kind}.png`, fullPage: true });

      test.use({ viewport: { width, height: 900 } });

      test('sign-in', async ({ page }) => {
        await open(page, language);
        await page.getByRole('button', { name: texts.value.Role.RESEARCHER }).waitFor();
        await page.screenshot(file('sign-in'));
      });

      for (const place of PLACES) {
        test(place.name, async ({ page }) => {
          await open(page, language, place.path);
          await signIn(page, place.role, texts);
          await page.waitForLoadState('networkidle');
          await page.screenshot(file(place.name));
        });
      }

      test('study', async ({ page }) => {
        await open(page, language, '/studies');
        await signIn(page, 'DATA_MANAGER', texts);
        await page.getByRole('row').nth(1).getByRole('link').click();
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(500);
        await page.screenshot(file('study'));
      });

      test('lesion', async ({ page }) => {
        await open(page, language, `/cohort?q=${encodeURIComponent('{"all":[{"field":"lesionModalities","in":["OCT"]}]}')}`);
        await signIn(page, 'DATA_MANAGER', texts);
        await page.getByRole('row').nth(1).getByRole('link').click();
        await page.getByTestId('viewer').first().waitFor();
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(500);
        await page.screenshot(file('lesion'));
      });

      test('tour', async ({ page }) => {
        await open(page, language, '/', true);
        await signIn(page, 'RESEARCHER', texts);
        await page.waitForLoadState('networkidle');
        await page.screenshot(file('tour'));
      });
    });
  }
}
