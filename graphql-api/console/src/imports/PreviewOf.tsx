import { Badge, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../language/words';
import { Failure, useSentence } from '../shell/Failure';
import { Section } from '../shell/Page';
import { Problem } from '../session/http';
import type { Preview } from './server';
import classes from './imports.module.css';

/** What the first rows of a table would become, and what each of its columns means. */
export function PreviewOf({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const words = useWords();
  const sentence = useSentence();
  return (
    <>
      {preview.fault && <Failure cause={new Problem(preview.fault.code, preview.fault.sentence)} />}
      <Section title={t('imports.columns')} about={t('imports.columnsWhat', { study: preview.studyTitle ?? preview.study ?? t('common.none'), issuer: preview.issuer ?? t('common.none') })}>
        <ul className={classes['columns']}>
          {preview.columns.map((each) => (
            <li key={each.column}>
              <code>{each.column}</code>
              <span aria-hidden>→</span>
              {each.meaning === null ? (
                <Text span size="sm" c="dimmed">
                  {t('imports.notRead')}
                </Text>
              ) : (
                <Text span size="sm">
                  {each.meaning.split(',').map(words.field).join(' · ')}
                </Text>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('imports.preview')} about={t('imports.previewWhat')}>
        <div className={classes['bare']} tabIndex={0} role="group" aria-label={t('imports.preview')}>
          <Table verticalSpacing={5} className={classes['preview'] ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className="numbers">{t('imports.column.row')}</Table.Th>
                <Table.Th>{t('imports.column.capture')}</Table.Th>
                <Table.Th>{t('subject.PARTICIPANT')}</Table.Th>
                <Table.Th>{t('subject.LESION')}</Table.Th>
                <Table.Th>{words.field('site')}</Table.Th>
                <Table.Th>{words.field('modality')}</Table.Th>
                <Table.Th>{words.field('day')}</Table.Th>
                <Table.Th>{words.field('ageYears')}</Table.Th>
                <Table.Th>{words.field('sex')}</Table.Th>
                <Table.Th>{words.field('anatomicSite')}</Table.Th>
                <Table.Th>{words.field('diagnosis')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {preview.rows.map((each) =>
                'problem' in each ? (
                  <Table.Tr key={each.row} className={classes['problem'] ?? ''}>
                    <Table.Td className="numbers">{words.number(each.row)}</Table.Td>
                    <Table.Td colSpan={10}>
                      <Badge variant="light" color="orange" tt="none" size="sm" mr={6}>
                        {t('imports.toQuarantine')}
                      </Badge>
                      {sentence(each.problem.code, each.problem.reason)}{' '}
                      <Text span size="xs" c="dimmed" lang="en">
                        {each.problem.reason}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ) : (
                  <Table.Tr key={each.row}>
                    <Table.Td className="numbers">{words.number(each.row)}</Table.Td>
                    <Table.Td>{each.capture.id}</Table.Td>
                    <Table.Td>{each.capture.participant ?? t('common.none')}</Table.Td>
                    <Table.Td>{each.capture.lesion ?? t('common.none')}</Table.Td>
                    <Table.Td>{each.capture.site}</Table.Td>
                    <Table.Td>{words.word('Modality', each.capture.modality)}</Table.Td>
                    <Table.Td>{words.day(each.capture.day)}</Table.Td>
                    <Table.Td>{each.capture.ageYears === null ? t('common.none') : words.number(each.capture.ageYears)}</Table.Td>
                    <Table.Td>{words.wordOrNone('Sex', each.capture.sex)}</Table.Td>
                    <Table.Td>
                      {words.wordOrNone('AnatomicSite', each.capture.anatomicSite)}
                      {each.capture.laterality && ` · ${words.word('Laterality', each.capture.laterality)}`}
                    </Table.Td>
                    <Table.Td>{words.wordOrNone('DiagnosisCode', each.capture.diagnosis)}</Table.Td>
                  </Table.Tr>
                ),
              )}
            </Table.Tbody>
          </Table>
        </div>
      </Section>
    </>
  );
}
