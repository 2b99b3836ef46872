import { Stack } from '@mantine/core';
import { useRouteError } from 'react-router';
import { Failure } from './Failure';

/** Stands where a page broke, so that the rest of the console goes on. */
export function Broken() {
  const cause = useRouteError();
  return (
    <Stack p="md" maw="46rem">
      <Failure cause={cause} onRetry={() => window.location.reload()} />
    </Stack>
  );
}
