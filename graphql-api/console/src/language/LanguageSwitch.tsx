import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, chooseLanguage } from './language';
import type { Language } from './language';

/** Changes the language of everything at once. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('shell.language')}
      value={i18n.language}
      onChange={(language) => void chooseLanguage(language as Language)}
      data={Object.entries(LANGUAGES).map(([value, name]) => ({
        value,
        label: <span lang={value === 'zh' ? 'zh-Hans' : value}>{name}</span>,
      }))}
    />
  );
}
