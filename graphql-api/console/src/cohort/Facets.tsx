import { MultiSelect, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CohortQuery } from '../generated/graphql';
import { useWords } from '../language/words';
import type { VocabularyField } from '../language/words';
import { CountOf } from '../registry/CountOf';
import { Section, Waiting } from '../shell/Page';
import { narrowed, ranged, ticked, toggled, topRange } from './criteria';
import type { Group } from './criteria';
import { INTERVALS, MOST_FACETS } from './question';
import classes from './cohort.module.css';

type FacetAnswer = CohortQuery['cohort']['facets'][number];

interface FacetsProps {
  answers: readonly FacetAnswer[] | undefined;
  fields: readonly string[];
  root: Group;
  vocabulary: readonly VocabularyField[];
  onFields(fields: readonly string[]): void;
  onChange(root: Group): void;
}

/** How what matches spreads over fields; a click on a value asks for it, another click no longer does. */
export function Facets({ answers, fields, root, vocabulary, onFields, onChange }: FacetsProps) {
  const { t } = useTranslation();
  const { field } = useWords();
  return (
    <Section title={t('cohort.facets')} about={t('cohort.facetsWhat')}>
      {!answers && <Waiting rows={8} />}
      {answers?.map((answer) => (
        <OneFacet key={answer.field} answer={answer} root={root} vocabulary={vocabulary} onChange={onChange} />
      ))}
      <MultiSelect
        size="xs"
        classNames={{ inputField: classes['typing'] ?? '' }}
        label={t('cohort.chooseFacets')}
        data={vocabulary.map((each) => ({ value: each.field, label: field(each.field) }))}
        value={[...fields]}
        onChange={onFields}
        maxValues={MOST_FACETS}
        searchable
        nothingFoundMessage={t('common.nothingFound')}
        hidePickedOptions
      />
    </Section>
  );
}

interface OneFacetProps {
  answer: FacetAnswer;
  root: Group;
  vocabulary: readonly VocabularyField[];
  onChange(root: Group): void;
}

function OneFacet({ answer, root, vocabulary, onChange }: OneFacetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const numeric = vocabulary.find((each) => each.field === answer.field)?.kind === 'NUMBER';
  const chosen = ticked(root, answer.field);
  const range = topRange(root, answer.field);
  const interval = INTERVALS[answer.field] ?? 10;
  const most = Math.max(1, ...answer.buckets.map((bucket) => bucket.count.value ?? 0));
  const buckets = numeric ? [...answer.buckets].sort((a, b) => Number(a.value) - Number(b.value)) : answer.buckets;
  // A value that was asked for stays in sight, also where its number is kept back.
  const unseen = chosen.filter((value) => !buckets.some((bucket) => bucket.value === value));
  const name = words.field(answer.field);
  return (
    <div role="group" aria-label={name} className={classes['facet']} data-field={answer.field}>
      <div className={classes['facetName']}>
        <span>{name}</span>
        <span className={classes['facetLevel']}>{t(`level.${answer.level}`)}</span>
      </div>
      <ul>
        {buckets.map((bucket) => {
          const from = Number(bucket.value);
          const to = from + interval - 1;
          const pressed = numeric ? range?.from === from && range.to === to : chosen.includes(bucket.value);
          return (
            <li key={bucket.value}>
              <UnstyledButton
                className={classes['bucket'] ?? ''}
                aria-pressed={pressed}
                onClick={() => onChange(numeric ? ranged(root, answer.field, from, to) : toggled(root, answer.field, bucket.value))}
              >
                <span className={classes['bar']} style={{ width: `${(100 * (bucket.count.value ?? 0)) / most}%` }} />
                <span className={classes['bucketName']}>
                  {numeric ? t('cohort.range', { from: words.number(from), to: words.number(to) }) : words.value(answer.field, bucket.value)}
                </span>
                <span className={classes['bucketCount']}>{bucket.count.value === null ? '' : words.number(bucket.count.value)}</span>
              </UnstyledButton>
            </li>
          );
        })}
        {unseen.map((value) => (
          <li key={value}>
            <UnstyledButton className={classes['bucket'] ?? ''} aria-pressed onClick={() => onChange(toggled(root, answer.field, value))}>
              <span className={classes['bucketName']}>{words.value(answer.field, value)}</span>
              <span className={classes['bucketCount']}>{t('common.none')}</span>
            </UnstyledButton>
          </li>
        ))}
        {answer.missing.state === 'EXACT' && answer.missing.value !== null && answer.missing.value > 0 && (
          <li>
            <UnstyledButton
              className={classes['bucket'] ?? ''}
              onClick={() => onChange(narrowed(root, { kind: 'known', field: answer.field, known: false }))}
            >
              <span className={classes['bucketName']}>{t('cohort.notStated')}</span>
              <span className={classes['bucketCount']}>{words.number(answer.missing.value)}</span>
            </UnstyledButton>
          </li>
        )}
      </ul>
      <FacetFoot answer={answer} />
    </div>
  );
}

function FacetFoot({ answer }: { answer: FacetAnswer }) {
  const { t } = useTranslation();
  const { number } = useWords();
  const hidden = answer.missing.state === 'SUPPRESSED' || answer.hiddenBuckets === null || answer.hiddenBuckets > 0;
  return (
    <>
      {answer.buckets.length === 0 && !hidden && (
        <Text size="xs" c="dimmed">
          {t('cohort.noBuckets')}
        </Text>
      )}
      {hidden && (
        <Text size="xs" c="dimmed" component="div">
          {answer.hiddenBuckets === null ? t('cohort.hiddenSome') : t('cohort.hidden', { number: number(answer.hiddenBuckets) })}{' '}
          <CountOf count={{ value: null, state: 'SUPPRESSED' }} />
        </Text>
      )}
      {answer.otherBuckets > 0 && (
        <Text size="xs" c="dimmed">
          {t('cohort.others', { number: number(answer.otherBuckets) })}
        </Text>
      )}
    </>
  );
}
