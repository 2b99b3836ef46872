import { granted, mapping, table } from '../registry';
import { LANGUAGES, accessible, expect, open, signIn, test, textsOf } from '../watch';

for (const language of LANGUAGES) {
  const texts = textsOf(language);

  test(`a coordinator imports a table and decides a contradiction (${language})`, async ({ page }) => {
    await open(page, language);
    await accessible(page);
    await signIn(page, 'COORDINATOR', texts);
    await expect(page.getByRole('heading', { level: 1, name: texts.home.title })).toBeVisible();
    await accessible(page);

    // Choose a table and how it is read.
    const grant = await granted(page);
    const issuer = `journey-${language}-${Date.now().toString(36)}`;
    const places = page.getByRole('navigation', { name: texts.shell.places });
    await places.getByRole('link', { name: texts.place.import }).click();
    await page.getByRole('link', { name: texts.imports.new }).click();
    await expect(page.getByRole('heading', { level: 1, name: texts.imports.new })).toBeVisible();
    const files = page.locator('input[type="file"]');
    await expect(files.first()).toBeAttached();
    await files.nth(0).setInputFiles({ name: 'captures.csv', mimeType: 'text/csv', buffer: Buffer.from(table(grant.site, issuer)) });
    await page.getByText(texts.imports.ownMapping, { exact: true }).click();
    await files.nth(1).setInputFiles({ name: 'mapping.yaml', mimeType: 'application/yaml', buffer: Buffer.from(mapping(grant, issuer)) });
    await accessible(page);
    await page.getByRole('button', { name: texts.imports.upload }).click();

    // Look at what the rows become: nothing is recorded yet.
    const preview = page.getByRole('region', { name: texts.imports.preview });
    await expect(preview.getByRole('row')).toHaveCount(5);
    await expect(preview).toContainText(texts.value.Modality.DMS);
    await expect(preview).toContainText(texts.value.DiagnosisCode.MELASMA);
    await expect(preview).toContainText(texts.error.AGE_UNUSABLE);
    await accessible(page);
    await page.getByRole('button', { name: texts.imports.run, exact: true }).click();

    // Follow it to its end.
    await expect(page.getByText(texts.imports.said.FINISHED)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByTestId('report-recorded')).toHaveText('3');
    await expect(page.getByTestId('report-quarantined')).toHaveText('1');
    const problems = page.getByRole('region', { name: texts.imports.problems });
    await expect(problems.getByRole('row')).toHaveCount(2);
    await expect(problems).toContainText(texts.error.AGE_UNUSABLE);
    await accessible(page);

    // Decide what the two rows contradict each other about.
    await page.getByRole('link', { name: texts.imports.toDiscrepancies }).click();
    const about = texts.discrepancies.aboutPARTICIPANT.replace('{{field}}', texts.field.sex);
    const undecided = page.getByRole('article', { name: about }).filter({ has: page.getByRole('radio') });
    await expect(undecided.first()).toBeVisible();
    await accessible(page);
    const before = await undecided.count();
    const chosen = undecided.last();
    await chosen.getByRole('radio', { name: texts.value.Sex.FEMALE }).check();
    await chosen.getByRole('button', { name: texts.discrepancies.decide }).click();
    await expect(page.getByText(texts.discrepancies.decidedTo.replace('{{value}}', texts.value.Sex.FEMALE))).toBeVisible();
    await expect(undecided).toHaveCount(before - 1);
    await accessible(page);

    // What was decided is gone from the open ones, and stays among all of them.
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: texts.discrepancies.title })).toBeVisible();
    await expect(page.getByText(texts.discrepancies.decided, { exact: true })).toHaveCount(0);
    await page.getByText(texts.discrepancies.all, { exact: true }).click();
    await expect(page.getByText(texts.discrepancies.decided, { exact: true }).first()).toBeVisible();

    // And the board of the study tells what came in.
    await places.getByRole('link', { name: texts.place.studies }).click();
    await page.getByRole('link', { name: grant.title }).click();
    await expect(page.getByRole('region', { name: texts.studies.board })).toBeVisible();
    await expect(page.getByRole('img', { name: texts.studies.chartWhat })).toBeVisible();
    await accessible(page);
  });
}
