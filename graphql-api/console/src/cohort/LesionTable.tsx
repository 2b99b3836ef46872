import { Anchor, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../generated';
import type { CriteriaInput } from '../generated/graphql';
import { useWords } from '../language/words';
import { Failure, problemOf } from '../shell/Failure';
import { Nothing, Waiting } from '../shell/Page';
import { More } from './More';
import classes from './cohort.module.css';

const LesionsDocument = graphql(`
  query CohortLesions($criteria: CriteriaInput, $asOf: String, $after: String) {
    cohort(criteria: $criteria, asOf: $asOf) {
      lesions(first: 25, after: $after) {
        edges {
          node {
            id
            study
            extent
            anatomicSite
            laterality
            diagnosis
            confirmation
            participant {
              sex
              site
            }
            captures(first: 1) {
              edges {
                node {
                  id
                  images {
                    thumbnailUrl
                  }
                }
              }
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

interface Rows {
  criteria: CriteriaInput | undefined;
  asOf: string | null;
}

/** Lesions that match, as a table that grows on request. */
export function LesionTable({ criteria, asOf }: Rows) {
  const { t } = useTranslation();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('cohort.lesions')}>
        <Table striped={false} highlightOnHover verticalSpacing={6} className={classes['table'] ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('cohort.column.picture')}</Table.Th>
              <Table.Th>{t('cohort.column.diagnosis')}</Table.Th>
              <Table.Th>{t('cohort.column.confirmation')}</Table.Th>
              <Table.Th>{t('cohort.column.place')}</Table.Th>
              <Table.Th>{t('cohort.column.extent')}</Table.Th>
              <Table.Th>{t('cohort.column.sex')}</Table.Th>
              <Table.Th>{t('cohort.column.site')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {cursors.map((after, index) => (
            <Rows
              key={after ?? ''}
              criteria={criteria}
              asOf={asOf}
              after={after}
              last={index === cursors.length - 1}
              onMore={(cursor) => setCursors([...cursors, cursor])}
            />
          ))}
        </Table>
      </div>
    </>
  );
}

function Rows({ criteria, asOf, after, last, onMore }: Rows & { after: string | null; last: boolean; onMore(cursor: string): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [{ data, error }, again] = useQuery({ query: LesionsDocument, variables: { ...(criteria ? { criteria } : {}), asOf, after } });
  const page = data?.cohort.lesions;
  const whole = (children: React.ReactNode) => (
    <Table.Tbody>
      <Table.Tr>
        <Table.Td colSpan={7}>{children}</Table.Td>
      </Table.Tr>
    </Table.Tbody>
  );
  if (error && problemOf(error).code === 'SMALL_COUNT') {
    return whole(<Nothing title={t('cohort.noLesions')}>{t('error.SMALL_COUNT')}</Nothing>);
  }
  if (error) {
    return whole(<Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />);
  }
  if (!page) {
    return whole(<Waiting rows={6} />);
  }
  if (page.edges.length === 0 && after === null) {
    return whole(<Nothing title={t('cohort.noLesions')}>{t('cohort.noRows')}</Nothing>);
  }
  return (
    <>
      <Table.Tbody>
        {page.edges.map(({ node }) => {
          if (!node) {
            return null;
          }
          const diagnosis = words.wordOrNone('DiagnosisCode', node.diagnosis);
          const thumbnail = node.captures.edges[0]?.node?.images[0]?.thumbnailUrl;
          return (
            <Table.Tr key={node.id}>
              <Table.Td className={classes['thumbCell'] ?? ''}>
                {thumbnail ? <img className={classes['thumb']} src={thumbnail} alt="" loading="lazy" width={56} height={42} /> : null}
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} to={`/lesions/${encodeURIComponent(node.id)}`} fw={600} size="sm">
                  {node.diagnosis ? diagnosis : t('cohort.noDiagnosis')}
                </Anchor>
              </Table.Td>
              <Table.Td>{words.wordOrNone('DiagnosisConfirmation', node.confirmation)}</Table.Td>
              <Table.Td>
                {words.wordOrNone('AnatomicSite', node.anatomicSite)}
                {node.laterality && ` · ${words.word('Laterality', node.laterality)}`}
              </Table.Td>
              <Table.Td>{words.word('Extent', node.extent)}</Table.Td>
              <Table.Td>{words.wordOrNone('Sex', node.participant?.sex)}</Table.Td>
              <Table.Td>{node.participant?.site ?? t('common.none')}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
      {last && page.pageInfo.hasNextPage && page.pageInfo.endCursor !== null && (
        <Table.Tbody>
          <Table.Tr>
            <Table.Td colSpan={7}>
              <More cursor={page.pageInfo.endCursor} onMore={onMore} />
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      )}
    </>
  );
}
