import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CountOf } from '../registry/CountOf';
import type { CohortQuery } from '../generated/graphql';
import { useMe } from '../registry/me';
import { useWords } from '../language/words';
import classes from './cohort.module.css';

/** How many persons, lesions and captures match. The last numbers stay, paler, while the next ones are asked for. */
export function Counts({ cohort, waiting }: { cohort: CohortQuery['cohort']; waiting: boolean }) {
  const { t } = useTranslation();
  const { number } = useWords();
  const { me } = useMe();
  return (
    <div>
      <dl className={classes['counts']} aria-live="polite" aria-busy={waiting} data-waiting={waiting || undefined}>
        {(
          [
            ['participants', cohort.participantCount],
            ['lesions', cohort.lesionCount],
            ['captures', cohort.captureCount],
            ['withheld', cohort.withheld],
          ] as const
        ).map(([name, count]) => (
          <div key={name}>
            <dt>{t(`cohort.count.${name}`)}</dt>
            <dd data-testid={`count-${name}`}>
              <CountOf count={count} />
            </dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt={6}>
        {cohort.suppressed && `${t('cohort.suppressed', { threshold: me?.threshold ?? 10 })} `}
        {cohort.parked > 0 && `${t('cohort.parked', { number: number(cohort.parked) })} `}
        {cohort.position === 'live' ? t('cohort.live') : t('cohort.asOfCut', { cut: cohort.position })}
      </Text>
    </div>
  );
}
