import { LANGUAGES, accessible, expect, open, signIn, test, textsOf } from '../watch';

for (const language of LANGUAGES) {
  const texts = textsOf(language);

  test(`a member of the board reads who asked what (${language})`, async ({ page }) => {
    // Somebody asks something that nobody else asks.
    const age = language === 'en' ? 41 : 42;
    const question = encodeURIComponent(JSON.stringify({ all: [{ field: 'ageYears', from: age }] }));
    await open(page, language, `/cohort?q=${question}`);
    await signIn(page, 'RESEARCHER', texts);
    await expect(page.getByTestId('count-participants')).not.toBeEmpty();
    await page.getByRole('button', { name: texts.value.Role.RESEARCHER }).click();
    await page.getByRole('menuitem', { name: texts.shell.signOut }).click();
    await expect(page.getByRole('heading', { level: 1, name: texts.signIn.title })).toBeVisible();

    // The board finds it in the log, page by page.
    await signIn(page, 'ETHICS', texts);
    const places = page.getByRole('navigation', { name: texts.shell.places });
    await places.getByRole('link', { name: texts.place.audit }).click();
    const log = page.getByRole('region', { name: texts.audit.title });
    await expect(log).toBeVisible();
    await accessible(page);
    const asked = log.getByRole('row').filter({ hasText: `ageYears from ${age}` }).first();
    const newer = page.getByRole('button', { name: texts.audit.newer });
    for (let pages = 0; pages < 40 && !(await asked.isVisible()) && (await newer.isEnabled()); pages++) {
      const first = await log.getByRole('row').nth(1).innerText();
      await newer.click();
      await expect.poll(() => log.getByRole('row').nth(1).innerText()).not.toBe(first);
    }
    await expect(asked).toContainText('demo-researcher');
    await expect(asked).toContainText(texts.value.Role.RESEARCHER);
    await expect(asked).toContainText(/participants (\d+|suppressed)/);
    await accessible(page);

    // Counts are theirs to see; rows, pictures and imports are not.
    await expect(places.getByRole('link', { name: texts.place.import })).toHaveCount(0);
    await places.getByRole('link', { name: texts.place.cohort }).click();
    await expect(page.getByTestId('count-participants')).not.toBeEmpty();
    await expect(page.getByRole('tab')).toHaveCount(0);
    await accessible(page);
  });
}
