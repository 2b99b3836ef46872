import { EmptyState, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

/** Names the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Dermatrail`;
  }, [title]);
}

interface PageProps {
  title: string;
  /** A sentence under the title. */
  about?: ReactNode;
  /** What stands beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its title, what it is about, what can be done, and the rest. */
export function Page({ title, about, actions, children }: PageProps) {
  useTitle(title);
  return (
    <Stack gap="lg">
      <div className={classes['pageTop']}>
        <div>
          <Title order={1}>{title}</Title>
          {about !== undefined && (
            <Text c="dimmed" maw="46rem" mt={4}>
              {about}
            </Text>
          )}
        </div>
        {actions}
      </div>
      {children}
    </Stack>
  );
}

/** A part of a page with a heading of its own. */
export function Section({ title, about, actions, children }: PageProps) {
  return (
    <section className={classes['section']} aria-label={title}>
      <div className={classes['pageTop']}>
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          {about !== undefined && (
            <Text size="sm" c="dimmed" mt={2} maw="44rem">
              {about}
            </Text>
          )}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Grey bars where something will stand; shown only when it takes long enough to notice, so that nothing flashes. */
export function Waiting({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Stack gap="sm" role="status" aria-label={t('common.waiting')} className={shown ? '' : classes['notYet']}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 28 : 18} width={row === 0 ? '40%' : '100%'} />
      ))}
    </Stack>
  );
}

/** Says that there is nothing, and what to do about it. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes['nothing']}>
      <EmptyState title={title} description={children} size="sm" />
    </div>
  );
}
