import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { toCriteria } from '../cohort/criteria';
import type { Role } from '../generated/graphql';
import { graphql } from '../generated';
import { useWords } from '../language/words';
import { CountOf } from '../registry/CountOf';
import { useMe } from '../registry/me';
import { useSignedIn } from '../session/session';
import { Failure } from '../shell/Failure';
import { Page, Section, Waiting } from '../shell/Page';
import { placesOf } from '../shell/places';
import { EXAMPLES } from './examples';
import classes from './home.module.css';

const HomeDocument = graphql(`
  query Home {
    studies {
      code
      title
      sites {
        id
      }
    }
    cohort {
      participantCount {
        value
        state
      }
      lesionCount {
        value
        state
      }
      captureCount {
        value
        state
      }
    }
  }
`);

const WaitingDocument = graphql(`
  query WaitingDiscrepancies {
    discrepancies(openOnly: true, first: 100) {
      edges {
        cursor
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

const CARE: readonly Role[] = ['COORDINATOR', 'DATA_MANAGER'];

/** Where each role begins. */
export function Home() {
  const { t } = useTranslation();
  const words = useWords();
  const who = useSignedIn();
  const { me } = useMe();
  const [{ data, error }, again] = useQuery({ query: HomeDocument });
  const care = CARE.includes(who.role);
  return (
    <Page title={t('home.title')} about={t(`role.${who.role}.does`)}>
      {error && <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          {care && <WaitingWork />}
          <Section title={t('home.places')}>
            <ul className={classes['places']}>
              {placesOf(who.role)
                .filter((place) => place.to !== '/')
                .map((place) => (
                  <li key={place.to}>
                    <Anchor component={Link} to={place.to} fw={600}>
                      {t(`place.${place.name}`)}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      {t(`home.what.${place.name as Exclude<typeof place.name, 'home'>}`)}
                    </Text>
                  </li>
                ))}
            </ul>
          </Section>
          {!care && (
            <Section title={t('home.examples')} about={t('home.examplesWhat')}>
              <ul className={classes['places']}>
                {EXAMPLES.map((example) => (
                  <li key={example.name}>
                    <Anchor
                      component={Link}
                      to={{
                        pathname: '/cohort',
                        search: `q=${encodeURIComponent(JSON.stringify(toCriteria(example.root)))}${example.view === 'pictures' ? '&view=pictures' : ''}`,
                      }}
                    >
                      {t(`home.example.${example.name}`)}
                    </Anchor>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
        <div className={classes['column']}>
          <Section title={t('home.registry')} about={me && (me.threshold > 1 ? t('home.threshold', { threshold: me.threshold }) : t('home.exact'))}>
            {!data && !error && <Waiting rows={3} />}
            {data && (
              <dl className={classes['numbers']}>
                <div>
                  <dt>{t('place.studies')}</dt>
                  <dd>{words.number(data.studies.length)}</dd>
                </div>
                <div>
                  <dt>{t('cohort.count.participants')}</dt>
                  <dd>
                    <CountOf count={data.cohort.participantCount} />
                  </dd>
                </div>
                <div>
                  <dt>{t('cohort.count.lesions')}</dt>
                  <dd>
                    <CountOf count={data.cohort.lesionCount} />
                  </dd>
                </div>
                <div>
                  <dt>{t('cohort.count.captures')}</dt>
                  <dd>
                    <CountOf count={data.cohort.captureCount} />
                  </dd>
                </div>
              </dl>
            )}
          </Section>
          {data && (
            <Section title={t('place.studies')}>
              {data.studies.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('studies.none')}
                </Text>
              ) : (
                <ul className={classes['places']}>
                  {data.studies.map((study) => (
                    <li key={study.code}>
                      <Anchor component={Link} to={`/studies/${encodeURIComponent(study.code)}`}>
                        {study.title}
                      </Anchor>
                      <Text size="sm" c="dimmed">
                        {t('home.sites', { count: study.sites.length })}
                      </Text>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

/** What waits for a person. */
function WaitingWork() {
  const { t } = useTranslation();
  const words = useWords();
  const [{ data, error }, again] = useQuery({ query: WaitingDocument });
  const found = data?.discrepancies.edges.length ?? 0;
  return (
    <Section title={t('home.waiting')}>
      {error && <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting rows={1} />}
      {data && found === 0 && (
        <Text size="sm" c="dimmed">
          {t('home.nothingWaits')}
        </Text>
      )}
      {data && found > 0 && (
        <Anchor component={Link} to="/discrepancies">
          {data.discrepancies.pageInfo.hasNextPage
            ? t('home.manyDiscrepancies', { number: words.number(found) })
            : t('home.discrepancies', { count: found })}
        </Anchor>
      )}
    </Section>
  );
}

