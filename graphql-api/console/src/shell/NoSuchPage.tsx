import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Nothing, Page } from './Page';

/** Says that an address leads nowhere. */
export function NoSuchPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.noSuchPage')}>
      <Nothing title={t('shell.noSuchPageWhy')}>
        <Anchor component={Link} to="/">
          {t('place.home')}
        </Anchor>
      </Nothing>
    </Page>
  );
}
