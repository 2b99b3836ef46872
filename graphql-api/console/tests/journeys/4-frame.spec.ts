import { LANGUAGES, accessible, expect, open, signIn, test, textsOf } from '../watch';

test('scripts cannot read the session, and a request of another site is refused', async ({ page }) => {
  await open(page, 'en');
  await signIn(page, 'RESEARCHER', textsOf('en'));

  const session = (await page.context().cookies()).find((cookie) => cookie.name === 'dermatrail_session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('dermatrail_session');
  const forged = await page.request.post('/graphql', { data: { query: '{ me { account } }' } });
  expect(forged.status()).toBe(403);
  expect(await forged.json()).toMatchObject({ code: 'CSRF_TOKEN_MISSING' });
});

test('a wrong password is refused in words, and the page stays', async ({ page }) => {
  const texts = textsOf('en');
  await open(page, 'en', '/audit');
  await page.getByLabel(texts.signIn.name, { exact: true }).fill('nobody');
  await page.getByLabel(texts.signIn.password, { exact: true }).fill('wrong');
  await page.getByRole('button', { name: texts.signIn.enter, exact: true }).click();

  await expect(page.getByRole('alert')).toContainText(texts.error.SIGN_IN_WRONG);
  await accessible(page);
  // After the right one, the page that was asked for opens.
  await signIn(page, 'ETHICS', texts);
  await expect(page.getByRole('heading', { level: 1, name: texts.audit.title })).toBeVisible();
});

for (const language of LANGUAGES) {
  const texts = textsOf(language);

  test(`the tour leads through five steps and stays away once it is closed (${language})`, async ({ page }) => {
    await open(page, language, '/', true);
    await signIn(page, 'RESEARCHER', texts);
    const tour = page.getByRole('complementary', { name: texts.tour.title });
    await expect(tour).toContainText(texts.tour.cohort.title);
    await accessible(page);
    await tour.getByRole('button', { name: texts.tour.next }).click();
    await tour.getByRole('button', { name: texts.tour.next }).click();
    await tour.getByRole('button', { name: texts.tour.showAs.replace('{{role}}', texts.value.Role.COORDINATOR) }).click();

    await expect(page.getByRole('heading', { level: 1, name: texts.discrepancies.title })).toBeVisible();
    await expect(tour).toContainText(texts.tour.discrepancies.title);
    await tour.getByRole('button', { name: texts.tour.dismiss }).click();
    await expect(tour).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('button', { name: texts.tour.again })).toBeVisible();
    await expect(tour).toHaveCount(0);
  });
}

test('everything can be done from the keyboard, the language included', async ({ page }) => {
  await open(page, 'en');
  await signIn(page, 'RESEARCHER', textsOf('en'));
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: textsOf('en').shell.skip })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.getByRole('radio', { name: 'English' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { level: 1, name: textsOf('zh').home.title })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: textsOf('zh').home.title })).toBeVisible();
});

test('a page that is as narrow as a telephone needs no sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'zh', '/cohort');
  await signIn(page, 'RESEARCHER', textsOf('zh'));
  await expect(page.getByTestId('count-participants')).not.toBeEmpty();

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await accessible(page);
});
