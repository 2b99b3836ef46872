import { Anchor, Button, Table } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWords } from '../language/words';
import { Failure } from '../shell/Failure';
import { Nothing, Page, Waiting } from '../shell/Page';
import { StateBadge } from './StateBadge';
import { imports } from './server';
import type { ImportInList } from './server';
import { useAsked } from './useAsked';
import classes from './imports.module.css';

const whileRunning = (list: ImportInList[] | undefined) => (list?.some((each) => each.state === 'RUNNING') ? 2000 : null);

/** Imports so far, newest first. */
export function Imports() {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, again } = useAsked(imports.list, whileRunning);
  return (
    <Page
      title={t('imports.title')}
      about={t('imports.about')}
      actions={
        <Button component={Link} to="/import/new" leftSection={<IconUpload size={16} aria-hidden />}>
          {t('imports.new')}
        </Button>
      }
    >
      {error !== undefined && <Failure cause={error} onRetry={again} />}
      {!data && error === undefined && <Waiting />}
      {data?.length === 0 && <Nothing title={t('imports.none')}>{t('imports.noneWhy')}</Nothing>}
      {data && data.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('imports.title')}>
          <Table verticalSpacing="xs" className={classes['table'] ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('imports.column.source')}</Table.Th>
                <Table.Th>{t('imports.column.study')}</Table.Th>
                <Table.Th>{t('imports.column.state')}</Table.Th>
                <Table.Th>{t('imports.column.started')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((each) => (
                <Table.Tr key={each.import}>
                  <Table.Td>
                    <Anchor component={Link} to={`/import/${encodeURIComponent(each.import)}`} fw={600} size="sm">
                      {each.source ?? each.import}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{each.study ?? t('common.none')}</Table.Td>
                  <Table.Td>
                    <StateBadge state={each.state} />
                  </Table.Td>
                  <Table.Td>
                    <time dateTime={each.startedAt}>{words.moment(each.startedAt)}</time>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  );
}
