import { Button, Code, CopyButton } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CriteriaInput, FacetInput } from '../generated/graphql';
import { Section } from '../shell/Page';
import { graphqlText } from './graphqlText';
import classes from './cohort.module.css';

interface Asked {
  criteria: CriteriaInput | undefined;
  facets: readonly FacetInput[];
  asOf: string | null;
}

/** The same question for a program: GraphQL that can be copied. */
export function EquivalentGraphql({ criteria, facets, asOf }: Asked) {
  const { t } = useTranslation();
  const text = useMemo(() => graphqlText(criteria, facets, asOf), [criteria, facets, asOf]);
  return (
    <Section
      title={t('cohort.graphql')}
      about={t('cohort.graphqlWhat')}
      actions={
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
              {copied ? t('common.copied') : t('common.copy')}
            </Button>
          )}
        </CopyButton>
      }
    >
      <Code block tabIndex={0} className={classes['code'] ?? ''} data-testid="equivalent-graphql">
        {text}
      </Code>
    </Section>
  );
}
