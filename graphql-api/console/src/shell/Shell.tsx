import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation, useNavigation } from 'react-router';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { useWords } from '../language/words';
import { SignIn } from '../session/SignIn';
import { useSession } from '../session/session';
import type { SignedIn } from '../session/session';
import { Failure } from './Failure';
import { Mark } from './Mark';
import { placesOf } from './places';
import classes from './shell.module.css';

const Tour = lazy(async () => ({ default: (await import('../tour/Tour')).Tour }));

/** The frame around every page: who is here, where one may go, and the page itself. */
export function Shell() {
  const { state, askAgain } = useSession();
  switch (state.is) {
    case 'asking':
      return null;
    case 'failed':
      return (
        <main className={classes['main']}>
          <Failure cause={state.problem} onRetry={askAgain} />
        </main>
      );
    case 'out':
      return <SignIn />;
    case 'in':
      return <Frame who={state.who} key={state.who.account} />;
  }
}

function Frame({ who }: { who: SignedIn }) {
  const { t } = useTranslation();
  const { ready } = useSession();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const busy = useNavigation().state !== 'idle';
  const [came, setCame] = useState(pathname);

  useEffect(() => {
    // A reader of the screen is taken to the new page's beginning; the first page needs no help.
    if (came !== pathname) {
      setCame(pathname);
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [came, pathname]);

  return (
    <div className={classes['frame']}>
      <a href="#content" className={classes['skip']}>
        {t('shell.skip')}
      </a>
      <header className={classes['header']}>
        <Link to="/" className={classes['home']}>
          <Mark />
        </Link>
        <nav className={classes['nav']} aria-label={t('shell.places')}>
          <ul>
            {placesOf(who.role).map((place) => (
              <li key={place.to}>
                <NavLink to={place.to} end={place.to === '/'} className={classes['place'] ?? ''}>
                  {t(`place.${place.name}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes['who']}>
          <LanguageSwitch />
          <Who who={who} />
        </div>
        <div className={classes['busy']} data-busy={busy || undefined} aria-hidden />
      </header>
      <main id="content" ref={main} tabIndex={-1} className={classes['main']}>
        <Outlet />
      </main>
      {ready.length > 0 && (
        <Suspense fallback={null}>
          <Tour />
        </Suspense>
      )}
    </div>
  );
}

function Who({ who }: { who: SignedIn }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const { signOut, ready, signIn } = useSession();
  const others = ready.filter((each) => each.name !== who.account);
  return (
    <Menu position="bottom-end" shadow="md" width={260} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<IconChevronDown size={14} aria-hidden />} className={classes['account'] ?? ''}>
          {word('Role', who.role)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes['account']}>
          <Text size="sm" fw={600} px="sm" pt="xs">
            {who.account}
          </Text>
          <Text size="xs" c="dimmed" px="sm" pb="xs">
            {who.project ? t('shell.project', { project: who.project }) : word('Role', who.role)}
          </Text>
        </div>
        <Menu.Divider />
        {others.length > 0 && <Menu.Label>{t('shell.switchTo')}</Menu.Label>}
        {others.map((each) => (
          <Menu.Item key={each.name} onClick={() => void signIn(each.name, each.password)}>
            {word('Role', each.role)}
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Divider />}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
