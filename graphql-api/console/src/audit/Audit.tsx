import { Badge, Button, Code, Group, NativeSelect, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '../generated';
import { useWords } from '../language/words';
import { useKept } from '../registry/kept';
import { Failure } from '../shell/Failure';
import { Nothing, Page, Waiting } from '../shell/Page';
import classes from './audit.module.css';

const AuditDocument = graphql(`
  query AuditPage($first: Int!, $after: String) {
    auditLog(first: $first, after: $after) {
      edges {
        node {
          position
          at
          account
          role
          project
          action
          question
          dataPosition
          disclosed
          subjects
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const SIZES = ['25', '50', '100'] as const;

/** Who asked what, for which project, and what was disclosed. */
export function Audit() {
  const { t } = useTranslation();
  const words = useWords();
  const [size, setSize] = useState<string>('50');
  // The cursors of the pages that were turned, so that one can go back.
  const [turned, setTurned] = useState<readonly string[]>([]);
  const after = turned.at(-1) ?? null;
  const [{ data: answered, error, fetching }, again] = useQuery({
    query: AuditDocument,
    variables: { first: Number(size), after },
    requestPolicy: 'network-only',
  });
  const data = useKept(answered);
  const page = data?.auditLog;
  const rows = page?.edges.flatMap(({ node }) => (node ? [node] : [])) ?? [];
  return (
    <Page title={t('audit.title')} about={t('audit.about')}>
      {error && <Failure cause={error} onRetry={() => again()} />}
      {!page && !error && <Waiting rows={8} />}
      {page && rows.length === 0 && <Nothing title={t('audit.none')} />}
      {page && rows.length > 0 && (
        <>
          <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('audit.title')} aria-busy={fetching}>
            <Table verticalSpacing={6} className={classes['table'] ?? ''}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th className="numbers">{t('audit.column.position')}</Table.Th>
                  <Table.Th>{t('audit.column.at')}</Table.Th>
                  <Table.Th>{t('audit.column.who')}</Table.Th>
                  <Table.Th>{t('audit.column.what')}</Table.Th>
                  <Table.Th>{t('audit.column.disclosed')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.position}>
                    <Table.Td className="numbers">{words.number(row.position)}</Table.Td>
                    <Table.Td className={classes['at'] ?? ''}>
                      <time dateTime={row.at}>{words.moment(row.at)}</time>
                    </Table.Td>
                    <Table.Td>
                      <div>{row.account}</div>
                      <Text size="xs" c="dimmed">
                        {[words.word('Role', row.role.toUpperCase()), row.project && t('shell.project', { project: row.project })]
                          .filter(Boolean)
                          .join(' · ')}
                      </Text>
                    </Table.Td>
                    <Table.Td className={classes['question'] ?? ''} lang="en">
                      <Group gap={6} wrap="nowrap" align="start">
                        <Badge variant="light" color="gray" tt="none" size="sm" className={classes['action'] ?? ''}>
                          {row.action}
                        </Badge>
                        {row.question !== '{}' && row.question !== row.action && <Asked question={row.question} />}
                        {row.dataPosition !== 'live' && (
                          <Text size="xs" c="dimmed">
                            {t('cohort.asOfCut', { cut: row.dataPosition })}
                          </Text>
                        )}
                      </Group>
                    </Table.Td>
                    <Table.Td className={classes['disclosed'] ?? ''}>
                      {row.disclosed}
                      {row.subjects.length > 0 && (
                        <details>
                          <summary>{t('audit.subjects', { count: row.subjects.length })}</summary>
                          <Code block className={classes['subjects'] ?? ''}>
                            {row.subjects.join('\n')}
                          </Code>
                        </details>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          <Group justify="space-between">
            <Group gap="xs">
              <Button variant="default" size="xs" disabled={turned.length === 0} onClick={() => setTurned(turned.slice(0, -1))}>
                {t('audit.older')}
              </Button>
              <Button
                variant="default"
                size="xs"
                disabled={!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null}
                onClick={() => page.pageInfo.endCursor !== null && setTurned([...turned, page.pageInfo.endCursor])}
              >
                {t('audit.newer')}
              </Button>
            </Group>
            <NativeSelect
              size="xs"
              aria-label={t('audit.size')}
              value={size}
              onChange={(event) => {
                setSize(event.currentTarget.value);
                setTurned([]);
              }}
              data={SIZES.map((each) => ({ value: each, label: t('audit.perPage', { number: each }) }))}
            />
          </Group>
        </>
      )}
    </Page>
  );
}

const SHORT = 160;

/** What was asked, as the log holds it; a long one opens on request. */
function Asked({ question }: { question: string }) {
  const { t } = useTranslation();
  if (question.length <= SHORT) {
    return <Code className={classes['asked'] ?? ''}>{question}</Code>;
  }
  return (
    <details className={classes['details']}>
      <summary>
        <Code className={classes['asked'] ?? ''}>{question.slice(0, SHORT)}…</Code>
        <span className={classes['open']}>{t('audit.whole')}</span>
      </summary>
      <Code block>{question}</Code>
    </details>
  );
}
