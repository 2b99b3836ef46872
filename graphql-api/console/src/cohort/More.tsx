import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Asks for the next page below this one. */
export function More({ cursor, onMore }: { cursor: string; onMore(cursor: string): void }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" size="xs" onClick={() => onMore(cursor)}>
      {t('common.more')}
    </Button>
  );
}
