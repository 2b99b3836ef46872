import type { Page } from '@playwright/test';

/** Asks the server in the name of who is signed in on the page, as the page itself would. */
export async function ask<T>(page: Page, query: string): Promise<T> {
  const token = (await page.context().cookies()).find((cookie) => cookie.name === 'XSRF-TOKEN')?.value ?? '';
  const answer = await page.request.post('/graphql', { data: { query }, headers: { 'X-XSRF-TOKEN': decodeURIComponent(token) } });
  const { data } = (await answer.json()) as { data: T };
  return data;
}

export interface Grant {
  study: string;
  title: string;
  site: string;
}

/** A study and a site of it that are the coordinator's. */
export async function granted(page: Page): Promise<Grant> {
  const { studies } = await ask<{ studies: { code: string; title: string; sites: { code: string }[] }[] }>(
    page,
    '{ studies { code title sites { code } } }',
  );
  const study = studies[0];
  const site = study?.sites[0];
  if (!study || !site) {
    throw new Error('the coordinator of the demo has no site');
  }
  return { study: study.code, title: study.title, site: site.code };
}

/**
 * A table as a centre would hand it in: two captures of one lesion that contradict each other about the participant's
 * sex, one capture of another participant, and a row that cannot be used.
 */
export function table(site: string, issuer: string): string {
  return [
    'capture,patient,lesion,centre,device,day,age,sex,place,dx',
    `${issuer}-1,${issuer}-A,${issuer}-A1,${site},dermatoscope,0,61,f,BACK,naevus`,
    `${issuer}-2,${issuer}-A,${issuer}-A1,${site},dermatoscope,180,61,m,BACK,`,
    `${issuer}-3,${issuer}-B,${issuer}-B1,${site},camera,0,34,m,FACE,melasma`,
    `${issuer}-4,${issuer}-B,${issuer}-B1,${site},camera,90,many,m,FACE,`,
    '',
  ].join('\n');
}

/** How that table is read. */
export function mapping(grant: Grant, issuer: string): string {
  return `
name: ${issuer}
source:
  issuer: ${issuer}
study:
  code: ${grant.study}
  title: ${JSON.stringify(grant.title)}
consent:
  basis: SYNTHETIC
  formVersion: "1"
participant:
  given: patient
captureId: capture
lesionId: lesion
site:
  column: centre
modality:
  column: device
  values:
    dermatoscope: DMS
    camera: {code: XC, technique: CLOSE_UP}
fields:
  ageYears: age
  sex:
    column: sex
    values: {f: FEMALE, m: MALE}
  anatomicSite: place
  day: day
  diagnosis:
    column: dx
    values: {naevus: NV, melasma: MELASMA}
`;
}
