import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportState } from './server';

const COLOURS: Record<ImportState, string> = { RUNNING: 'blue', FINISHED: 'green', STOPPED: 'orange', FAILED: 'red', UNDONE: 'gray' };

/** How an import stands. */
export function StateBadge({ state }: { state: ImportState }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={COLOURS[state]} tt="none">
      {t(`imports.state.${state}`)}
    </Badge>
  );
}
