import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CountState } from '../generated/graphql';
import { useWords } from '../language/words';
import { useMe } from './me';
import classes from './registry.module.css';

interface CountOfProps {
  count: { value: number | null; state: CountState };
}

/** A number on its way out; where it is kept back or not known, it says so, and why when asked. */
export function CountOf({ count }: CountOfProps) {
  const { t } = useTranslation();
  const { number } = useWords();
  const { me } = useMe();
  if (count.state === 'EXACT' && count.value !== null) {
    return <span className={classes['number']}>{number(count.value)}</span>;
  }
  const suppressed = count.state === 'SUPPRESSED';
  return (
    <Popover width={300} transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <UnstyledButton className={classes['why'] ?? ''} data-state={count.state}>
          {suppressed ? t('count.suppressed') : t('count.unknown')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{suppressed ? t('count.suppressedWhy', { threshold: me?.threshold ?? 10 }) : t('count.unknownWhy')}</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
