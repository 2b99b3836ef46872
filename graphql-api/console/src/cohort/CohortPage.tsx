import { Alert, Button, CopyButton, Group, NativeSelect, Tabs } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLink, IconPhoto, IconTable } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../generated';
import type { CriteriaInput, FacetInput } from '../generated/graphql';
import { Failure } from '../shell/Failure';
import { Page, Section, Waiting } from '../shell/Page';
import { useKept } from '../registry/kept';
import { useMe } from '../registry/me';
import { useVocabulary } from '../registry/vocabulary';
import type { VocabularyField } from '../language/words';
import { Builder } from './Builder';
import { Counts } from './Counts';
import { EquivalentGraphql } from './EquivalentGraphql';
import { Facets } from './Facets';
import { LesionTable } from './LesionTable';
import { PictureGrid } from './PictureGrid';
import { EVERYTHING, Unreadable, toCriteria } from './criteria';
import type { Group as CriteriaGroup } from './criteria';
import { facetInputs, fromAddress, toAddress } from './question';
import type { Question, View } from './question';
import classes from './cohort.module.css';

const CohortDocument = graphql(`
  query Cohort($criteria: CriteriaInput, $facets: [FacetInput!]!, $asOf: String) {
    cohort(criteria: $criteria, facets: $facets, asOf: $asOf) {
      participantCount {
        value
        state
      }
      lesionCount {
        value
        state
      }
      captureCount {
        value
        state
      }
      withheld {
        value
        state
      }
      facets {
        field
        level
        buckets {
          value
          count {
            value
            state
          }
        }
        missing {
          value
          state
        }
        hiddenBuckets
        otherBuckets
      }
      suppressed
      parked
      position
    }
  }
`);

const CutsDocument = graphql(`
  query Cuts {
    cuts {
      id
    }
  }
`);

/** Asks about a cohort: conditions, numbers, spread over fields, and what matches. */
export function CohortPage() {
  const { t } = useTranslation();
  const { vocabulary, error } = useVocabulary();
  const [search, setSearch] = useSearchParams();
  const read = useMemo(() => {
    try {
      return fromAddress(search);
    } catch (cause) {
      return cause as Unreadable;
    }
  }, [search]);

  return (
    <Page title={t('cohort.title')} about={t('cohort.about')}>
      {error !== undefined && <Failure cause={error} />}
      {!vocabulary && error === undefined && <Waiting rows={8} />}
      {vocabulary && read instanceof Error && (
        <Alert color="orange" title={t('cohort.unreadable')}>
          <p>{t('cohort.unreadableWhere', { path: read instanceof Unreadable && read.path !== '' ? read.path : '—' })}</p>
          <Button size="xs" variant="default" onClick={() => setSearch({})}>
            {t('cohort.startAnew')}
          </Button>
        </Alert>
      )}
      {vocabulary && !(read instanceof Error) && (
        <Asking
          vocabulary={vocabulary}
          question={read}
          onChange={(question, replace) => setSearch(toAddress(question), { replace })}
        />
      )}
    </Page>
  );
}

/** What is sent; conditions that ask for nothing are left out, not sent as null. */
interface Asked {
  criteria?: CriteriaInput;
  facets: FacetInput[];
  asOf: string | null;
}

interface AskingProps {
  vocabulary: readonly VocabularyField[];
  question: Question;
  onChange(question: Question, replace: boolean): void;
}

/** The conditions as they are being built; what is filled in goes to the address, and what the address says holds. */
function useConditions({ question, onChange }: AskingProps) {
  const [root, setRoot] = useState<CriteriaGroup>(question.root);
  const inAddress = JSON.stringify(toCriteria(question.root));
  const [lastInAddress, setLastInAddress] = useState(inAddress);
  if (lastInAddress !== inAddress) {
    setLastInAddress(inAddress);
    if (JSON.stringify(toCriteria(root)) !== inAddress) {
      setRoot(question.root);
    }
  }
  const change = (next: CriteriaGroup, replace: boolean) => {
    setRoot(next);
    onChange({ ...question, root: next }, replace);
  };
  return { root, change };
}

function Asking(props: AskingProps) {
  const { t } = useTranslation();
  const { vocabulary, question, onChange } = props;
  const { root, change } = useConditions(props);
  const { may } = useMe();
  const asked = JSON.stringify({ criteria: toCriteria(root), facets: facetInputs(question.facets, vocabulary), asOf: question.asOf });
  const [settled] = useDebouncedValue(asked, 200);
  const variables = useMemo(() => JSON.parse(settled) as Asked, [settled]);
  const [answer, askAgain] = useQuery({ query: CohortDocument, variables });
  const cohort = useKept(answer.error ? undefined : answer.data?.cohort);
  const [{ data: cuts }] = useQuery({ query: CutsDocument });
  const waiting = answer.fetching || settled !== asked;
  const { criteria } = JSON.parse(asked) as Asked;

  return (
    <div className={classes['layout']}>
      <div className={classes['question']}>
        <Section
          title={t('cohort.conditions')}
          actions={
            <Group gap="xs">
              {(cuts?.cuts.length ?? 0) > 0 && (
                <NativeSelect
                  size="xs"
                  aria-label={t('cohort.asOf')}
                  value={question.asOf ?? ''}
                  onChange={(event) => onChange({ ...question, root, asOf: event.currentTarget.value || null }, false)}
                  data={[
                    { value: '', label: t('cohort.now') },
                    ...(cuts?.cuts ?? []).map((cut) => ({ value: cut.id, label: t('cohort.asOfCut', { cut: cut.id }) })),
                  ]}
                />
              )}
              {criteria && (
                <Button size="xs" variant="default" onClick={() => change(EVERYTHING, false)}>
                  {t('cohort.startAnew')}
                </Button>
              )}
              <CopyLink />
            </Group>
          }
        >
          <Builder root={root} vocabulary={vocabulary} onChange={(next) => change(next, true)} />
        </Section>
        {answer.error && !waiting && <Failure cause={answer.error} onRetry={() => askAgain({ requestPolicy: 'network-only' })} />}
        {cohort ? <Counts cohort={cohort} waiting={waiting} /> : !answer.error && <Waiting rows={2} />}
      </div>
      <aside className={classes['facets']} aria-label={t('cohort.facets')}>
        <Facets
          answers={cohort?.facets}
          fields={question.facets}
          root={root}
          vocabulary={vocabulary}
          onFields={(facets) => onChange({ ...question, root, facets }, true)}
          onChange={(next) => change(next, false)}
        />
      </aside>
      <div className={classes['results']}>
        <Tabs
          keepMounted={false}
          value={may('Query.lesion') ? question.view : 'graphql'}
          onChange={(view) => view !== 'graphql' && view !== null && onChange({ ...question, root, view: view as View }, true)}
        >
          {may('Query.lesion') && (
            <Tabs.List>
              <Tabs.Tab value="table" leftSection={<IconTable size={16} aria-hidden />}>
                {t('cohort.lesions')}
              </Tabs.Tab>
              <Tabs.Tab value="pictures" leftSection={<IconPhoto size={16} aria-hidden />}>
                {t('cohort.pictures')}
              </Tabs.Tab>
            </Tabs.List>
          )}
          <Tabs.Panel value="table" pt="md">
            <LesionTable key={settled} criteria={variables.criteria} asOf={question.asOf} />
          </Tabs.Panel>
          <Tabs.Panel value="pictures" pt="md">
            <PictureGrid key={settled} criteria={variables.criteria} asOf={question.asOf} />
          </Tabs.Panel>
        </Tabs>
        <EquivalentGraphql criteria={criteria} facets={variables.facets} asOf={question.asOf} />
      </div>
    </div>
  );
}

function CopyLink() {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  useEffect(() => setAddress(window.location.href));
  return (
    <CopyButton value={address}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" leftSection={<IconLink size={14} aria-hidden />} onClick={copy}>
          {copied ? t('common.copied') : t('cohort.copyLink')}
        </Button>
      )}
    </CopyButton>
  );
}
