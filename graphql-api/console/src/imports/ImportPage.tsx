import { Anchor, Button, Progress, Stack, Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { More } from '../cohort/More';
import { useWords } from '../language/words';
import { Problem } from '../session/http';
import { Failure, useSentence } from '../shell/Failure';
import { Nothing, Page, Section, Waiting } from '../shell/Page';
import { StateBadge } from './StateBadge';
import { imports } from './server';
import type { ImportProgress, ImportReport } from './server';
import { ONCE, useAsked } from './useAsked';
import classes from './imports.module.css';

const whileRunning = (progress: ImportProgress | undefined) => (progress?.state === 'RUNNING' ? 700 : null);

/** One import: how far it is, what it came to, and which rows could not be used. */
export function ImportPage() {
  const { t } = useTranslation();
  const { job = '' } = useParams();
  const ask = useMemo(() => (signal: AbortSignal) => imports.progress(job, signal), [job]);
  const { data, error, again } = useAsked(ask, whileRunning);
  const [failure, setFailure] = useState<unknown>();
  const running = data?.state === 'RUNNING';
  const stop = () => imports.stop(job).then(again, setFailure);
  return (
    <Page
      title={t('imports.one')}
      about={data && <StateBadge state={data.state} />}
      actions={
        running && (
          <Button variant="default" onClick={() => void stop()}>
            {t('imports.stop')}
          </Button>
        )
      }
    >
      {error !== undefined && <Failure cause={error} onRetry={again} />}
      {failure !== undefined && <Failure cause={failure} />}
      {!data && error === undefined && <Waiting />}
      {data?.fault && <Failure cause={new Problem(data.fault.code, data.fault.sentence)} />}
      {data && <HowFar progress={data} />}
      {data?.report && <Report report={data.report} stopped={data.state === 'STOPPED'} />}
      {data && !running && <Problems job={job} />}
    </Page>
  );
}

function HowFar({ progress }: { progress: ImportProgress }) {
  const { t } = useTranslation();
  const words = useWords();
  const done = progress.state === 'FINISHED' || progress.state === 'UNDONE';
  const percent = done ? 100 : progress.bytesInAll === 0 ? 0 : (100 * progress.bytesRead) / progress.bytesInAll;
  return (
    <Section title={t('imports.progress')}>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={t('imports.progress')} />
      </Progress.Root>
      <Text size="sm" className="live" aria-live="off">
        {[
          t('imports.rows', { number: words.number(progress.rows) }),
          words.number(percent / 100, { style: 'percent', maximumFractionDigits: 0 }),
          progress.state === 'RUNNING' && t('imports.speed', { number: words.number(Math.round(progress.rowsPerSecond)) }),
          progress.state === 'RUNNING' && progress.secondsLeft !== null && t('imports.left', { seconds: words.number(Math.ceil(progress.secondsLeft)) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text role="status" size="sm" c="dimmed">
        {t(`imports.said.${progress.state}`)}
      </Text>
    </Section>
  );
}

const NUMBERS = ['received', 'recorded', 'corrected', 'duplicates', 'quarantined', 'lesions', 'unlinked'] as const;

function Report({ report, stopped }: { report: ImportReport; stopped: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const contradictions = Object.entries(report.discrepancies).filter(([, count]) => count > 0);
  return (
    <Section title={t('imports.report')} about={stopped ? t('imports.goesOn') : undefined}>
      <dl className={classes['report']}>
        {NUMBERS.map((name) => (
          <div key={name}>
            <dt>{t(`imports.number.${name}`)}</dt>
            <dd data-testid={`report-${name}`}>{words.number(report[name])}</dd>
          </div>
        ))}
      </dl>
      {contradictions.length > 0 && (
        <Stack gap={4}>
          {contradictions.map(([field, count]) => (
            <Text size="sm" key={field}>
              {t('imports.contradictions', { number: words.number(count), field: words.field(field) })}
            </Text>
          ))}
          <Anchor component={Link} to="/discrepancies" size="sm">
            {t('imports.toDiscrepancies')}
          </Anchor>
        </Stack>
      )}
      {report.remarks.length > 0 && (
        <ul className={classes['remarks']} lang="en">
          {report.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <Text size="xs" c="dimmed">
        {t('imports.seconds', { seconds: words.number(report.seconds, { maximumFractionDigits: 1 }) })}
      </Text>
    </Section>
  );
}

function Problems({ job }: { job: string }) {
  const { t } = useTranslation();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <Section title={t('imports.problems')} about={t('imports.problemsWhat')}>
      {cursors.map((after, index) => (
        <ProblemPage
          key={after ?? ''}
          job={job}
          after={after}
          last={index === cursors.length - 1}
          onMore={(cursor) => setCursors([...cursors, cursor])}
        />
      ))}
    </Section>
  );
}

interface ProblemPageProps {
  job: string;
  after: string | null;
  last: boolean;
  onMore(cursor: string): void;
}

function ProblemPage({ job, after, last, onMore }: ProblemPageProps) {
  const { t } = useTranslation();
  const words = useWords();
  const sentence = useSentence();
  const ask = useMemo(() => (signal: AbortSignal) => imports.problems(job, after, signal), [job, after]);
  const { data, error, again } = useAsked(ask, ONCE);
  if (error !== undefined) {
    return <Failure cause={error} onRetry={again} />;
  }
  if (!data) {
    return <Waiting rows={3} />;
  }
  if (data.problems.length === 0) {
    return after === null ? <Nothing title={t('imports.noProblems')} /> : null;
  }
  return (
    <>
      <div className={classes['bare']} tabIndex={0} role="group" aria-label={t('imports.problems')}>
        <Table verticalSpacing={6} className={classes['table'] ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('imports.column.file')}</Table.Th>
              <Table.Th className="numbers">{t('imports.column.row')}</Table.Th>
              <Table.Th>{t('imports.column.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.problems.map((problem) => {
              const said = sentence(problem.code, problem.reason);
              return (
                <Table.Tr key={`${problem.file} ${problem.row} ${problem.code}`}>
                  <Table.Td>{problem.file}</Table.Td>
                  <Table.Td className="numbers">{words.number(problem.row)}</Table.Td>
                  <Table.Td>
                    {said}
                    <Text size="xs" c="dimmed" lang="en">
                      {said === problem.reason ? '' : `${problem.reason} `}[{problem.code}]
                    </Text>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      {last && data.next !== null && <More cursor={data.next} onMore={onMore} />}
    </>
  );
}
