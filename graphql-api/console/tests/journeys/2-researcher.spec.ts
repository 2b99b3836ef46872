import type { Page } from '@playwright/test';
import { LANGUAGES, accessible, expect, open, signIn, test, textsOf } from '../watch';

/** What a viewer has drawn once it keeps still. */
async function stillPicture(page: Page, which: number): Promise<string> {
  const canvas = page.getByTestId('viewer').nth(which).locator('canvas').first();
  let last = '';
  await expect
    .poll(async () => {
      const next = await canvas.evaluate((drawn: HTMLCanvasElement) => drawn.toDataURL());
      const still = next === last;
      last = next;
      return still;
    })
    .toBe(true);
  return last;
}

for (const language of LANGUAGES) {
  const texts = textsOf(language);

  test(`a researcher narrows a cohort and compares two captures of a lesion (${language})`, async ({ page }) => {
    await open(page, language);
    await signIn(page, 'RESEARCHER', texts);
    await page.getByRole('navigation', { name: texts.shell.places }).getByRole('link', { name: texts.place.cohort }).click();
    const participants = page.getByTestId('count-participants');
    await expect(participants).toHaveText(/^[\d,]+$/);
    await accessible(page);

    // A condition of one's own.
    await page.getByRole('button', { name: texts.criteria.addCondition, exact: true }).click();
    await page.getByRole('combobox', { name: texts.criteria.field, exact: true }).selectOption('lesionCaptures');
    await page.getByRole('textbox', { name: texts.criteria.from.replace('{{field}}', texts.field.lesionCaptures) }).fill('3');
    await expect(page).toHaveURL(/lesionCaptures/);
    await expect(page.getByTestId('equivalent-graphql')).toContainText('{field: "lesionCaptures", from: 3}');
    const lesions = page.getByRole('region', { name: texts.cohort.lesions });
    await expect(lesions.getByRole('link').first()).toBeVisible();
    await accessible(page);

    // One click on a value narrows further; small counts say that they are hidden, and why.
    const facets = page.getByRole('complementary', { name: texts.cohort.facets });
    const bucket = facets.locator('[aria-pressed="false"]').first();
    if (await bucket.isVisible()) {
      await bucket.click();
      await expect(facets.getByRole('button', { pressed: true })).toHaveCount(1);
      await facets.getByRole('button', { pressed: true }).click();
    }
    await expect(facets.getByRole('button', { pressed: true })).toHaveCount(0);
    const hidden = facets.getByRole('button', { name: texts.count.suppressed }).first();
    if (await hidden.isVisible()) {
      await hidden.click();
      await expect(page.getByRole('dialog')).toContainText('10');
      await page.keyboard.press('Escape');
    }

    // Groups: the same question with an alternative inside.
    await page.getByRole('button', { name: texts.criteria.addGroup, exact: true }).first().click();
    const inner = page.getByRole('group', { name: texts.criteria.group }).nth(1);
    await inner.getByRole('button', { name: texts.criteria.addCondition, exact: true }).click();
    await inner.getByRole('combobox', { name: texts.criteria.field, exact: true }).selectOption('modality');
    await inner.getByRole('combobox', { name: texts.criteria.values.replace('{{field}}', texts.field.modality) }).click();
    await page.getByRole('option', { name: texts.value.Modality.DMS }).click();
    await page.getByRole('option', { name: texts.value.Modality.XC }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('equivalent-graphql')).toContainText('{any: [{field: "modality", in: ["DMS", "XC"]}]}');
    await accessible(page);

    // The address is the question: somebody else opens it and sees the same.
    await page.reload();
    await expect(page.getByTestId('equivalent-graphql')).toContainText('{any: [{field: "modality", in: ["DMS", "XC"]}]}');
    await expect(participants).not.toBeEmpty();
    await page.getByRole('button', { name: texts.criteria.removeGroup }).click();
    await expect(page.getByTestId('equivalent-graphql')).not.toContainText('any:');
    await page.getByRole('tab', { name: texts.cohort.pictures }).click();
    await expect(page).toHaveURL(/view=pictures/);
    await expect(page.getByRole('tabpanel').getByRole('link').first()).toBeVisible();
    await accessible(page);
    await page.getByRole('tab', { name: texts.cohort.lesions }).click();

    // A lesion: its timeline, and two of its captures side by side.
    await lesions.getByRole('link').first().click();
    const timeline = page.getByRole('region', { name: texts.lesion.timeline });
    await expect(timeline.getByRole('button', { pressed: true })).toHaveCount(2);
    await expect(page.getByTestId('viewer')).toHaveCount(2);
    await accessible(page);
    const left = page.getByRole('combobox', { name: texts.lesion.choose.replace('{{side}}', texts.lesion.left) });
    const options = await left.locator('option').all();
    expect(options.length).toBeGreaterThanOrEqual(3);
    const chosen = (await options[1]?.getAttribute('value')) ?? '';
    await left.selectOption(chosen);
    await expect(page).toHaveURL(new RegExp(`a=${encodeURIComponent(chosen)}`));

    // Linked, the right picture follows the left one; alone, it stays.
    const before = await stillPicture(page, 1);
    const enlarge = page.getByRole('button', { name: texts.lesion.zoomIn }).first();
    await enlarge.click();
    await expect.poll(async () => (await stillPicture(page, 1)) !== before).toBe(true);
    const together = await stillPicture(page, 1);
    await page.getByRole('switch', { name: texts.lesion.linked }).uncheck();
    await enlarge.click();
    await stillPicture(page, 0);
    expect(await stillPicture(page, 1)).toBe(together);
    await accessible(page);
  });
}
