import { Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../language/words';
import type { HistoryEntry } from './LesionPage';
import classes from './lesion.module.css';

/** Everything on record of a lesion, row by row; says in words what the timeline shows. */
export function Records({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('lesion.records')}>
      <Table verticalSpacing={5} className={classes['records'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lesion.column.day')}</Table.Th>
            <Table.Th>{t('lesion.column.what')}</Table.Th>
            <Table.Th>{t('lesion.column.details')}</Table.Th>
            <Table.Th>{t('lesion.column.site')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => {
            switch (entry.__typename) {
              case 'Captured': {
                const details = [
                  entry.facts.technique && words.word('Technique', entry.facts.technique),
                  entry.facts.ageYears !== null && t('lesion.age', { age: words.number(entry.facts.ageYears) }),
                  entry.facts.anatomicSite && words.word('AnatomicSite', entry.facts.anatomicSite),
                  entry.facts.laterality && words.word('Laterality', entry.facts.laterality),
                  ...entry.facts.parameters.map((each) => `${each.name} ${each.value}${each.unit ? ` ${each.unit}` : ''}`),
                  entry.images.length === 0 && t('cohort.noPicture'),
                  entry.corrections > 0 && t('lesion.corrected', { count: entry.corrections }),
                ].filter(Boolean);
                return (
                  <Table.Tr key={entry.captureId}>
                    <Table.Td className="numbers">{words.day(entry.day)}</Table.Td>
                    <Table.Td>{words.word('Modality', entry.facts.modality)}</Table.Td>
                    <Table.Td>{details.join(' · ')}</Table.Td>
                    <Table.Td>{entry.facts.site}</Table.Td>
                  </Table.Tr>
                );
              }
              case 'Diagnosed':
                return (
                  <Table.Tr key={entry.diagnosisId}>
                    <Table.Td className="numbers">{words.day(entry.day)}</Table.Td>
                    <Table.Td fw={600}>{t('lesion.diagnosis')}</Table.Td>
                    <Table.Td>
                      {words.word('DiagnosisCode', entry.code)} ({words.word('DiagnosisConfirmation', entry.confirmation)}){' '}
                      {!entry.inForce && (
                        <Badge size="sm" variant="light" color="gray" tt="none">
                          {t('lesion.superseded')}
                        </Badge>
                      )}
                    </Table.Td>
                    <Table.Td />
                  </Table.Tr>
                );
              case 'Treated':
                return (
                  <Table.Tr key={entry.procedureId}>
                    <Table.Td className="numbers">{words.day(entry.day)}</Table.Td>
                    <Table.Td fw={600}>{t('lesion.procedure')}</Table.Td>
                    <Table.Td>{words.word('ProcedureKind', entry.kind)}</Table.Td>
                    <Table.Td />
                  </Table.Tr>
                );
            }
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
