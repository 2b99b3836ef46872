import { Anchor, Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../generated';
import { Failure } from '../shell/Failure';
import { Nothing, Page, Waiting } from '../shell/Page';
import classes from './studies.module.css';

const StudiesDocument = graphql(`
  query Studies {
    studies {
      code
      title
      closed
      protocolVersions
      sites {
        id
      }
    }
  }
`);

/** The studies the caller may see. */
export function Studies() {
  const { t } = useTranslation();
  const [{ data, error }, again] = useQuery({ query: StudiesDocument });
  return (
    <Page title={t('studies.title')} about={t('studies.about')}>
      {error && <Failure cause={error} onRetry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Waiting />}
      {data?.studies.length === 0 && <Nothing title={t('studies.none')}>{t('studies.noneWhy')}</Nothing>}
      {data && data.studies.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('studies.title')}>
          <Table verticalSpacing="xs" className={classes['table'] ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('studies.column.title')}</Table.Th>
                <Table.Th>{t('studies.column.code')}</Table.Th>
                <Table.Th>{t('studies.column.protocol')}</Table.Th>
                <Table.Th className="numbers">{t('studies.column.sites')}</Table.Th>
                <Table.Th>{t('studies.column.state')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.studies.map((study) => (
                <Table.Tr key={study.code}>
                  <Table.Td>
                    <Anchor component={Link} to={`/studies/${encodeURIComponent(study.code)}`} fw={600} size="sm">
                      {study.title}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{study.code}</Table.Td>
                  <Table.Td>{study.protocolVersions.at(-1) ?? t('common.none')}</Table.Td>
                  <Table.Td className="numbers">{study.sites.length}</Table.Td>
                  <Table.Td>
                    <Badge variant="light" color={study.closed ? 'gray' : 'green'} tt="none">
                      {study.closed ? t('studies.closed') : t('studies.open')}
                    </Badge>
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
