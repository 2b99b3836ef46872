import { Alert, Anchor, Badge, Group, NativeSelect, Text } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../generated';
import type { LesionPageQuery } from '../generated/graphql';
import { useWords } from '../language/words';
import { useKept } from '../registry/kept';
import { Failure } from '../shell/Failure';
import { Nothing, Page, Section, Waiting } from '../shell/Page';
import { Records } from './Records';
import { Timeline } from './Timeline';
import { firstPair } from './timeline';

const Compare = lazy(async () => ({ default: (await import('./Compare')).Compare }));

const LesionPageDocument = graphql(`
  query LesionPage($id: ID!, $asOf: String) {
    lesion(id: $id) {
      id
      study
      diagnosis
      confirmation
      participant {
        id
        sex
        site
        identification
        status
      }
      history(asOf: $asOf) {
        lesionId
        extent
        anatomicSite
        laterality
        aliases
        withheld
        openDisputes
        parked
        position
        entries {
          __typename
          ... on Captured {
            captureId
            day
            corrections
            facts {
              site
              modality
              technique
              ageYears
              anatomicSite
              laterality
              parameters {
                name
                value
                unit
              }
            }
            images {
              id
              widthPx
              heightPx
              pictureUrl
              thumbnailUrl
            }
          }
          ... on Diagnosed {
            diagnosisId
            day
            code
            confirmation
            supersedes
            inForce
          }
          ... on Treated {
            procedureId
            day
            kind
          }
        }
      }
    }
    cuts {
      id
    }
  }
`);

type Lesion = NonNullable<LesionPageQuery['lesion']>;
export type History = NonNullable<Lesion['history']>;
export type HistoryEntry = History['entries'][number];
export type Captured = Extract<HistoryEntry, { __typename: 'Captured' }>;

/** The captures of a history. */
export function capturesOf(history: History): Captured[] {
  return history.entries.filter((entry) => entry.__typename === 'Captured');
}

/** The life of a lesion: a timeline, and pictures of any two captures side by side. */
export function LesionPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { lesion: id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const asOf = search.get('asOf');
  const [{ data: answered, error }, again] = useQuery({ query: LesionPageDocument, variables: { id, asOf } });
  const data = useKept(error ? undefined : answered);
  const lesion = data?.lesion;
  const choose = (changes: Record<string, string | null>) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        Object.entries(changes).forEach(([name, value]) => (value === null ? next.delete(name) : next.set(name, value)));
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const name = lesion?.diagnosis ? words.word('DiagnosisCode', lesion.diagnosis) : t('lesion.title');

  return (
    <Page
      title={lesion ? name : t('lesion.title')}
      about={lesion && <About lesion={lesion} />}
      actions={
        (data?.cuts.length ?? 0) > 0 && (
          <NativeSelect
            size="xs"
            aria-label={t('cohort.asOf')}
            value={asOf ?? ''}
            onChange={(event) => choose({ asOf: event.currentTarget.value || null })}
            data={[
              { value: '', label: t('cohort.now') },
              ...(data?.cuts ?? []).map((cut) => ({ value: cut.id, label: t('cohort.asOfCut', { cut: cut.id }) })),
            ]}
          />
        )
      }
    >
      {error && <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting rows={8} />}
      {data && !lesion && !error && (
        <Nothing title={t('lesion.none')}>
          <Anchor component={Link} to="/cohort">
            {t('lesion.toCohort')}
          </Anchor>
        </Nothing>
      )}
      {lesion && !lesion.history && <Nothing title={t('lesion.noHistory')} />}
      {lesion?.history && <Life history={lesion.history} a={search.get('a')} b={search.get('b')} onChoose={choose} />}
    </Page>
  );
}

function About({ lesion }: { lesion: Lesion }) {
  const { t } = useTranslation();
  const words = useWords();
  const history = lesion.history;
  const facts = [
    lesion.confirmation && t('lesion.knownBy', { how: words.word('DiagnosisConfirmation', lesion.confirmation) }),
    history && words.word('Extent', history.extent),
    history?.anatomicSite && words.word('AnatomicSite', history.anatomicSite),
    history?.laterality && words.word('Laterality', history.laterality),
    lesion.participant?.sex && words.word('Sex', lesion.participant.sex),
    lesion.participant?.site,
    lesion.participant?.identification === 'SURROGATE_PER_LESION' && t('lesion.surrogate'),
  ].filter(Boolean);
  return <>{facts.join(' · ')}</>;
}

interface LifeProps {
  history: History;
  a: string | null;
  b: string | null;
  onChoose(changes: Record<string, string | null>): void;
}

function Life({ history, a, b, onChoose }: LifeProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [side, setSide] = useState<'a' | 'b'>('b');
  const captures = capturesOf(history);
  const pictured = captures.filter((capture) => capture.images.length > 0);
  const [first, last] = firstPair(
    pictured.map((capture) => ({ captureId: capture.captureId, modality: capture.facts.modality, day: capture.day })),
  );
  const left = pictured.find((capture) => capture.captureId === (a ?? first));
  const other = pictured.find((capture) => capture.captureId === (b ?? last));
  // Somebody who came from a picture sees it beside another one, not beside itself.
  const right = other;
  const shownLeft = left === right && a === null ? pictured.find((capture) => capture !== right) : left;
  return (
    <>
      {history.parked && <Alert color="orange">{t('lesion.parked')}</Alert>}
      {history.openDisputes.length > 0 && (
        <Alert color="orange">
          {t('lesion.disputed')}{' '}
          {history.openDisputes.map((field) => (
            <Badge key={field} variant="light" color="orange" tt="none" mr={4}>
              {words.field(field)}
            </Badge>
          ))}
        </Alert>
      )}
      <Section title={t('lesion.timeline')} about={t('lesion.timelineWhat')}>
        {history.entries.length === 0 ? (
          <Nothing title={t('lesion.noEntries')} />
        ) : (
          <Timeline
            entries={history.entries}
            left={shownLeft?.captureId ?? null}
            right={right?.captureId ?? null}
            side={side}
            onSide={setSide}
            onChoose={(captureId) => onChoose({ [side]: captureId })}
          />
        )}
        {history.withheld > 0 && (
          <Text size="sm" c="dimmed">
            {t('lesion.withheld', { number: words.number(history.withheld) })}
          </Text>
        )}
      </Section>
      {pictured.length > 0 ? (
        <Section title={t('lesion.compare')} about={t('lesion.compareWhat')}>
          <Suspense fallback={<Waiting rows={6} />}>
            <Compare
              captures={pictured}
              left={shownLeft ?? null}
              right={right ?? null}
              onLeft={(captureId) => onChoose({ a: captureId })}
              onRight={(captureId) => onChoose({ b: captureId })}
            />
          </Suspense>
        </Section>
      ) : (
        <Nothing title={t('lesion.noPictures')} />
      )}
      <Section title={t('lesion.records')}>
        <Records entries={history.entries} />
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {history.position === 'live' ? t('cohort.live') : t('cohort.asOfCut', { cut: history.position })}
          </Text>
        </Group>
      </Section>
    </>
  );
}
