import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CombinedError } from 'urql';
import { Problem } from '../session/http';

/** What went wrong, whoever told it, as a code and a sentence. */
export function problemOf(cause: unknown): Problem {
  if (cause instanceof Problem) {
    return cause;
  }
  if (cause instanceof CombinedError) {
    const told = cause.graphQLErrors[0];
    if (told) {
      const { code, reference } = told.extensions as { code?: unknown; reference?: unknown };
      return new Problem(String(code ?? 'INTERNAL'), told.message, reference === undefined ? undefined : String(reference));
    }
    return new Problem('SERVER_NOT_REACHED', cause.message);
  }
  return new Problem('CONSOLE_BROKEN', cause instanceof Error ? cause.message : String(cause));
}

/** The sentence for a code in the reader's language, else the server's own sentence. */
export function useSentence(): (code: string, otherwise: string) => string {
  const { t, i18n } = useTranslation();
  return (code, otherwise) => (i18n.exists(`error.${code}`) ? (t as (key: string) => string)(`error.${code}`) : otherwise);
}

/** Tells what went wrong, with the server's own words and the code beneath. */
export function Failure({ cause, onRetry }: { cause: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const problem = problemOf(cause);
  const said = sentence(problem.code, problem.message);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert" title={said}>
      {problem.message !== said && (
        <Text size="sm" lang="en">
          {problem.message}
        </Text>
      )}
      <Group justify="space-between" align="end" mt={4}>
        <Text size="xs" c="dimmed">
          {t('failure.code', { code: problem.code })}
          {problem.reference !== undefined && ` · ${t('failure.reference', { reference: problem.reference })}`}
        </Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('failure.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
