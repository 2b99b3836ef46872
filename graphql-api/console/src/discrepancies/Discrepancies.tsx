import { Anchor, Badge, Button, Group, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../generated';
import type { DiscrepanciesQuery } from '../generated/graphql';
import { More } from '../cohort/More';
import { useWords } from '../language/words';
import { Failure } from '../shell/Failure';
import { Nothing, Page, Waiting } from '../shell/Page';
import classes from './discrepancies.module.css';

const DiscrepanciesDocument = graphql(`
  query Discrepancies($openOnly: Boolean!, $after: String) {
    discrepancies(openOnly: $openOnly, first: 20, after: $after) {
      edges {
        node {
          id
          study
          subjectKind
          subjectId
          field
          resolvedTo
          statements {
            value
            captureId
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const ResolveDocument = graphql(`
  mutation ResolveDiscrepancy($discrepancy: ID!, $value: String!) {
    resolveDiscrepancy(discrepancy: $discrepancy, value: $value) {
      id
      resolvedTo
    }
  }
`);

type Discrepancy = NonNullable<DiscrepanciesQuery['discrepancies']['edges'][number]['node']>;

/** Contradictions between sources, to be decided by a person. */
export function Discrepancies() {
  const { t } = useTranslation();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  return (
    <Page
      title={t('discrepancies.title')}
      about={t('discrepancies.about')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('discrepancies.which')}
          value={which}
          onChange={(next) => setWhich(next as 'open' | 'all')}
          data={[
            { value: 'open', label: t('discrepancies.open') },
            { value: 'all', label: t('discrepancies.all') },
          ]}
        />
      }
    >
      <List key={which} openOnly={which === 'open'} />
    </Page>
  );
}

function List({ openOnly }: { openOnly: boolean }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <Stack gap="sm">
      {cursors.map((after, index) => (
        <OnePage
          key={after ?? ''}
          openOnly={openOnly}
          after={after}
          last={index === cursors.length - 1}
          onMore={(cursor) => setCursors([...cursors, cursor])}
        />
      ))}
    </Stack>
  );
}

interface OnePageProps {
  openOnly: boolean;
  after: string | null;
  last: boolean;
  onMore(cursor: string): void;
}

function OnePage({ openOnly, after, last, onMore }: OnePageProps) {
  const { t } = useTranslation();
  const first = useRef<DiscrepanciesQuery['discrepancies']>(undefined);
  const [{ data, error }, again] = useQuery({
    query: DiscrepanciesDocument,
    variables: { openOnly, after },
    requestPolicy: 'network-only',
  });
  if (error && !first.current) {
    return <Failure cause={error} onRetry={() => again()} />;
  }
  if (!data && !first.current) {
    return <Waiting />;
  }
  // What was first shown stays in sight, so that one that is decided here does not vanish under the reader's hand.
  first.current ??= data?.discrepancies;
  const page = first.current;
  if (!page) {
    return null;
  }
  if (page.edges.length === 0 && after === null) {
    return <Nothing title={openOnly ? t('discrepancies.noneOpen') : t('discrepancies.none')}>{t('discrepancies.noneWhy')}</Nothing>;
  }
  return (
    <>
      {page.edges.map(({ node }) => node && <One key={node.id} discrepancy={node} />)}
      {last && page.pageInfo.hasNextPage && page.pageInfo.endCursor !== null && <More cursor={page.pageInfo.endCursor} onMore={onMore} />}
    </>
  );
}

function One({ discrepancy }: { discrepancy: Discrepancy }) {
  const { t } = useTranslation();
  const words = useWords();
  const title = useId();
  const [chosen, setChosen] = useState<string>('');
  const [{ data, error, fetching }, resolve] = useMutation(ResolveDocument);
  const resolvedTo = data?.resolveDiscrepancy?.resolvedTo ?? discrepancy.resolvedTo;
  const values = [...new Set(discrepancy.statements.map((statement) => statement.value))];
  const said = (value: string) => words.value(discrepancy.field, value);
  return (
    <article className={classes['one']} aria-labelledby={title} data-resolved={resolvedTo !== null || undefined}>
      <Group justify="space-between" align="start">
        <div>
          <Text fw={600} id={title}>
            {t(`discrepancies.about${discrepancy.subjectKind}`, { field: words.field(discrepancy.field) })}
          </Text>
          <Text size="xs" c="dimmed">
            {discrepancy.study} · {t(`subject.${discrepancy.subjectKind}`)} <code className={classes['id']}>{discrepancy.subjectId}</code>{' '}
            {discrepancy.subjectKind === 'LESION' && (
              <Anchor component={Link} size="xs" to={`/lesions/${encodeURIComponent(discrepancy.subjectId)}`}>
                {t('discrepancies.toLesion')}
              </Anchor>
            )}
          </Text>
        </div>
        {resolvedTo !== null && (
          <Badge variant="light" color="green" tt="none" leftSection={<IconCheck size={12} aria-hidden />}>
            {t('discrepancies.decided')}
          </Badge>
        )}
      </Group>
      {resolvedTo !== null ? (
        <Text size="sm" role="status">
          {t('discrepancies.decidedTo', { value: said(resolvedTo) })}
        </Text>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen !== '') {
              void resolve({ discrepancy: discrepancy.id, value: chosen });
            }
          }}
        >
          <Radio.Group value={chosen} onChange={setChosen} label={t('discrepancies.holds')} size="sm">
            <Stack gap={6} mt={6}>
              {values.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  size="sm"
                  label={said(value)}
                  description={t('discrepancies.statedBy', {
                    count: discrepancy.statements.filter((statement) => statement.value === value).length,
                  })}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group mt="sm" gap="sm">
            <Button type="submit" size="xs" disabled={chosen === ''} loading={fetching}>
              {t('discrepancies.decide')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('discrepancies.kept')}
            </Text>
          </Group>
        </form>
      )}
      {error && <Failure cause={error} />}
    </article>
  );
}
