import { Anchor, Table } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../generated';
import type { EnrolmentQuery, ParticipantStatus } from '../generated/graphql';
import { useWords } from '../language/words';
import { CountOf } from '../registry/CountOf';
import { useMe } from '../registry/me';
import { Failure } from '../shell/Failure';
import { Nothing, Page, Section, Waiting } from '../shell/Page';
import { toAddress } from '../cohort/question';
import { EVERYTHING, narrowed } from '../cohort/criteria';
import classes from './studies.module.css';

const EnrolmentChart = lazy(async () => ({ default: (await import('./EnrolmentChart')).EnrolmentChart }));

const StudyDocument = graphql(`
  query StudyPage($code: String!) {
    study(code: $code) {
      code
      title
      closed
      protocolVersions
      sites {
        id
        code
        name
        closed
      }
    }
  }
`);

const EnrolmentDocument = graphql(`
  query Enrolment($code: String!) {
    enrolment(study: $code) {
      site
      participantsByStatus {
        status
        participants
      }
      surrogates
      withoutConsent
      captures
      openDiscrepancies
    }
  }
`);

const SpreadDocument = graphql(`
  query Spread($criteria: CriteriaInput!) {
    cohort(criteria: $criteria, facets: [{ field: "site", level: PARTICIPANT }]) {
      participantCount {
        value
        state
      }
      captureCount {
        value
        state
      }
      facets {
        buckets {
          value
          count {
            value
            state
          }
        }
        hiddenBuckets
      }
    }
  }
`);

/** Participant statuses in the order of a participant's way through a study. */
export const STATUSES: readonly ParticipantStatus[] = ['SCREENING', 'ON_STUDY', 'COMPLETED', 'WITHDRAWN', 'LOST_TO_FOLLOW_UP'];

/** One study: its sites, and how enrolment goes at each. */
export function StudyPage() {
  const { t } = useTranslation();
  const { study: code = '' } = useParams();
  const { me, may } = useMe();
  const [{ data, error }, again] = useQuery({ query: StudyDocument, variables: { code } });
  const study = data?.study;
  const everything = narrowed(EVERYTHING, { kind: 'values', field: 'study', not: false, values: [code] });
  return (
    <Page
      title={study?.title ?? code}
      about={
        study &&
        [
          study.code,
          t('studies.protocol', { version: study.protocolVersions.at(-1) ?? t('common.none') }),
          study.closed ? t('studies.closed') : t('studies.open'),
        ].join(' · ')
      }
      actions={
        study && (
          <Anchor
            component={Link}
            size="sm"
            to={{ pathname: '/cohort', search: toAddress({ root: everything, facets: [], view: 'table', asOf: null }).toString().replace(/&?facets=/, '') }}
          >
            {t('studies.ask')}
          </Anchor>
        )
      }
    >
      {error && <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting />}
      {data && !study && !error && <Nothing title={t('studies.noSuch')} />}
      {study && me && (may('Query.enrolment') ? <Board code={code} sites={study.sites} /> : <Spread code={code} sites={study.sites} />)}
    </Page>
  );
}

interface Site {
  id: string;
  name: string;
  closed: boolean;
}

export type Board = EnrolmentQuery['enrolment'][number];

/** Participants of a board with a status. */
export function participants(board: Board, status: ParticipantStatus): number {
  return board.participantsByStatus.find((each) => each.status === status)?.participants ?? 0;
}

function Board({ code, sites }: { code: string; sites: readonly Site[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const [{ data, error }, again] = useQuery({ query: EnrolmentDocument, variables: { code } });
  if (error) {
    return <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />;
  }
  if (!data) {
    return <Waiting rows={6} />;
  }
  const boards = data.enrolment;
  if (boards.length === 0) {
    return <Nothing title={t('studies.noSites')} />;
  }
  const nameOf = (board: Board) => sites.find((site) => site.id === board.site)?.name ?? board.site;
  const sum = (of: (board: Board) => number) => words.number(boards.reduce((all, board) => all + of(board), 0));
  const columns: [string, (board: Board) => number][] = [
    ...STATUSES.map((status): [string, (board: Board) => number] => [
      words.word('ParticipantStatus', status),
      (board) => participants(board, status),
    ]),
    [t('studies.column.withoutConsent'), (board) => board.withoutConsent],
    [t('studies.column.captures'), (board) => board.captures],
    [t('studies.column.discrepancies'), (board) => board.openDiscrepancies],
  ];
  return (
    <>
      <Section title={t('studies.board')} about={t('studies.boardWhat')}>
        <div className={classes['bare']} tabIndex={0} role="group" aria-label={t('studies.board')}>
          <Table className={classes['table'] ?? ''} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('studies.column.site')}</Table.Th>
                {columns.map(([name]) => (
                  <Table.Th key={name} className="numbers">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {boards.map((board) => (
                <Table.Tr key={board.site}>
                  <Table.Th scope="row">{nameOf(board)}</Table.Th>
                  {columns.map(([name, of]) => (
                    <Table.Td key={name} className="numbers">
                      {words.number(of(board))}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
            {boards.length > 1 && (
              <Table.Tfoot>
                <Table.Tr>
                  <Table.Th scope="row">{t('studies.all')}</Table.Th>
                  {columns.map(([name, of]) => (
                    <Table.Th key={name} className="numbers">
                      {sum(of)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Tfoot>
            )}
          </Table>
        </div>
      </Section>
      <Section title={t('studies.chart')} about={t('studies.chartWhat')}>
        <Suspense fallback={<div className={classes['chart']} />}>
          <EnrolmentChart boards={boards} nameOf={nameOf} />
        </Suspense>
      </Section>
    </>
  );
}

/** For those who may not see exact counts of few people: what the cohort door says, site by site. */
function Spread({ code, sites }: { code: string; sites: readonly Site[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const [{ data, error }, again] = useQuery({ query: SpreadDocument, variables: { criteria: { field: 'study', in: [code] } } });
  if (error) {
    return <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />;
  }
  if (!data) {
    return <Waiting rows={4} />;
  }
  const facet = data.cohort.facets[0];
  return (
    <Section title={t('studies.spread')} about={t('studies.spreadWhat')}>
      <div className={classes['bare']} tabIndex={0} role="group" aria-label={t('studies.spread')}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('studies.column.site')}</Table.Th>
              <Table.Th>{t('studies.column.state')}</Table.Th>
              <Table.Th className="numbers">{t('cohort.count.participants')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sites.map((site) => {
              const bucket = facet?.buckets.find((each) => each.value === site.id);
              const hidden = facet?.hiddenBuckets === null || (facet?.hiddenBuckets ?? 0) > 0;
              return (
                <Table.Tr key={site.id}>
                  <Table.Th scope="row">{site.name}</Table.Th>
                  <Table.Td>{site.closed ? t('studies.closed') : t('studies.open')}</Table.Td>
                  <Table.Td className="numbers">
                    {bucket ? <CountOf count={bucket.count} /> : hidden ? <CountOf count={{ value: null, state: 'SUPPRESSED' }} /> : words.number(0)}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{t('studies.all')}</Table.Th>
              <Table.Td />
              <Table.Th className="numbers">
                <CountOf count={data.cohort.participantCount} />
              </Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
    </Section>
  );
}
