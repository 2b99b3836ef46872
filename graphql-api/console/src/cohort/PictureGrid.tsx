import { Text } from '@mantine/core';
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

const CapturesDocument = graphql(`
  query CohortCaptures($criteria: CriteriaInput, $asOf: String, $after: String) {
    cohort(criteria: $criteria, asOf: $asOf) {
      captures(first: 48, after: $after) {
        edges {
          node {
            id
            facts {
              modality
              day
              ageYears
              anatomicSite
            }
            images {
              id
              thumbnailUrl
            }
            lesions {
              id
              diagnosis
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

interface Asked {
  criteria: CriteriaInput | undefined;
  asOf: string | null;
}

/** Captures that match, as pictures; each leads to its lesion. */
export function PictureGrid({ criteria, asOf }: Asked) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <Pictures
      key={after ?? ''}
      criteria={criteria}
      asOf={asOf}
      after={after}
      last={index === cursors.length - 1}
      onMore={(cursor) => setCursors([...cursors, cursor])}
    />
  ));
}

function Pictures({ criteria, asOf, after, last, onMore }: Asked & { after: string | null; last: boolean; onMore(cursor: string): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [{ data, error }, again] = useQuery({ query: CapturesDocument, variables: { ...(criteria ? { criteria } : {}), asOf, after } });
  const page = data?.cohort.captures;
  if (error && problemOf(error).code === 'SMALL_COUNT') {
    return <Nothing title={t('cohort.noCaptures')}>{t('error.SMALL_COUNT')}</Nothing>;
  }
  if (error) {
    return <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />;
  }
  if (!page) {
    return <Waiting rows={6} />;
  }
  if (page.edges.length === 0 && after === null) {
    return <Nothing title={t('cohort.noCaptures')}>{t('cohort.noRows')}</Nothing>;
  }
  return (
    <>
      <ul className={classes['grid']}>
        {page.edges.map(({ node }) => {
          if (!node) {
            return null;
          }
          const lesion = node.lesions[0];
          const thumbnail = node.images[0]?.thumbnailUrl;
          const what = words.wordOrNone('Modality', node.facts?.modality);
          const caption = (
            <>
              {thumbnail ? (
                <img src={thumbnail} alt="" loading="lazy" width={160} height={120} />
              ) : (
                <span className={classes['noPicture']}>{t('cohort.noPicture')}</span>
              )}
              <span className={classes['caption']}>
                <span>{what}</span>
                <span>{words.day(node.facts?.day)}</span>
                <span className={classes['captionDiagnosis']}>
                  {lesion ? words.wordOrNone('DiagnosisCode', lesion.diagnosis) : t('cohort.noLesion')}
                </span>
              </span>
            </>
          );
          return (
            <li key={node.id}>
              {lesion ? (
                <Link to={`/lesions/${encodeURIComponent(lesion.id)}?b=${encodeURIComponent(node.id)}`} className={classes['tile'] ?? ''}>
                  {caption}
                </Link>
              ) : (
                <div className={classes['tile']}>{caption}</div>
              )}
            </li>
          );
        })}
      </ul>
      {last && page.pageInfo.hasNextPage && page.pageInfo.endCursor !== null && (
        <Text component="div" mt="md">
          <More cursor={page.pageInfo.endCursor} onMore={onMore} />
        </Text>
      )}
    </>
  );
}
