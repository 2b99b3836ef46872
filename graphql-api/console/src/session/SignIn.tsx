import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { useWords } from '../language/words';
import { Failure } from '../shell/Failure';
import { Mark } from '../shell/Mark';
import { useTitle } from '../shell/Page';
import { useSession } from './session';
import classes from './session.module.css';

/** The first page of those who are not signed in; the address stays, so that a shared question opens after it. */
export function SignIn() {
  const { t } = useTranslation();
  const { word } = useWords();
  const { state, ready, signIn } = useSession();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState<string>();
  useTitle(t('signIn.title'));

  const enter = async (name: string, password: string, button: string) => {
    setBusy(button);
    setFailure(undefined);
    try {
      await signIn(name, password);
    } catch (cause) {
      setFailure(cause);
    } finally {
      setBusy(undefined);
    }
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get('name')), String(form.get('password')), 'form');
  };

  return (
    <div className={classes['ground']}>
      <header className={classes['top']}>
        <Mark />
        <LanguageSwitch />
      </header>
      <main className={classes['main']}>
        <div className={classes['words']}>
          <Title order={1}>{t('signIn.title')}</Title>
          <Text c="dimmed" mt="xs">
            {t('signIn.what')}
          </Text>
        </div>
        {state.is === 'out' && state.ended && <Alert color="orange">{t('signIn.ended')}</Alert>}
        {failure !== undefined && <Failure cause={failure} />}
        <Paper withBorder p="lg" radius="md">
          <form onSubmit={submit}>
            <Stack gap="md">
              <TextInput name="name" label={t('signIn.name')} autoComplete="username" required withAsterisk={false} />
              <PasswordInput
                name="password"
                label={t('signIn.password')}
                autoComplete="current-password"
                required
                withAsterisk={false}
                visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
              />
              <Button type="submit" loading={busy === 'form'}>
                {t('signIn.enter')}
              </Button>
            </Stack>
          </form>
        </Paper>
        {ready.length > 0 && (
          <section aria-labelledby="ready-sign-ins">
            <Title order={2} size="h5" id="ready-sign-ins">
              {t('signIn.ready')}
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
              {t('signIn.readyWhat')}
            </Text>
            <ul className={classes['ready']}>
              {ready.map((each) => (
                <li key={each.name}>
                  <Button
                    variant="default"
                    fullWidth
                    h="auto"
                    py="sm"
                    justify="start"
                    loading={busy === each.name}
                    onClick={() => void enter(each.name, each.password, each.name)}
                  >
                    <span className={classes['readyWords']}>
                      <span>{word('Role', each.role)}</span>
                      <span className={classes['does']}>{t(`role.${each.role}.does`)}</span>
                    </span>
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
    </div>
  );
}
