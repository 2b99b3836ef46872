import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useWords } from '../language/words';
import { useSession, useSignedIn } from '../session/session';
import { STEPS } from './steps';
import classes from './tour.module.css';

/** Leads through the demo in five steps, each as the role it concerns; what was reached or dismissed is remembered. */
export function Tour() {
  const { t } = useTranslation();
  const { word } = useWords();
  const who = useSignedIn();
  const { ready, signIn } = useSession();
  const navigate = useNavigate();
  const [at, setAt] = useLocalStorage<number>({ key: 'dermatrail.tour', defaultValue: 0, getInitialValueInEffect: false });
  const dismissed = at < 0;
  const step = STEPS[Math.min(Math.max(at, 0), STEPS.length - 1)];
  if (!step) {
    return null;
  }
  if (dismissed) {
    return (
      <div className={classes['again']}>
        <Button size="xs" variant="default" leftSection={<IconRoute size={14} aria-hidden />} onClick={() => setAt(0)}>
          {t('tour.again')}
        </Button>
      </div>
    );
  }
  const show = async () => {
    const other = ready.find((each) => each.role === step.role);
    if (who.role !== step.role && other) {
      await signIn(other.name, other.password);
    }
    await navigate(step.to);
  };
  return (
    <aside className={classes['tour']} aria-label={t('tour.title')}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <Text size="xs" c="dimmed">
          {t('tour.step', { step: at + 1, of: STEPS.length })} · {word('Role', step.role)}
        </Text>
        <CloseButton size="sm" aria-label={t('tour.dismiss')} onClick={() => setAt(-1)} />
      </Group>
      <Text fw={600} component="h2" size="md" my={2}>
        {t(`tour.${step.name}.title`)}
      </Text>
      <Text size="sm">{t(`tour.${step.name}.text`)}</Text>
      <Group justify="space-between" mt="sm">
        <Button size="xs" onClick={() => void show()}>
          {who.role === step.role ? t('tour.show') : t('tour.showAs', { role: word('Role', step.role) })}
        </Button>
        <Group gap={6}>
          <Button size="xs" variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
            {t('tour.back')}
          </Button>
          {at < STEPS.length - 1 ? (
            <Button size="xs" variant="default" onClick={() => setAt(at + 1)}>
              {t('tour.next')}
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => setAt(-1)}>
              {t('tour.end')}
            </Button>
          )}
        </Group>
      </Group>
    </aside>
  );
}
