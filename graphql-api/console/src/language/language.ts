import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages of the console, by BCP 47 tag, each named in itself. */
export const LANGUAGES = { en: 'English', zh: '简体中文' } as const;

export type Language = keyof typeof LANGUAGES;

const REMEMBERED = 'dermatrail.language';

const TEXTS: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  zh: () => import('./zh.json'),
};

function isLanguage(tag: string | null | undefined): tag is Language {
  return tag !== null && tag !== undefined && Object.hasOwn(LANGUAGES, tag);
}

/** The language that was chosen here before, else the first of the reader's own that there is, else English. */
export function preferredLanguage(remembered: string | null, own: readonly string[]): Language {
  if (isLanguage(remembered)) {
    return remembered;
  }
  return own.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

async function load(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await TEXTS[language]()).default);
  }
}

function show(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
}

/** Loads the reader's language; the page is drawn after it, so that no text changes under the reader's eyes. */
export async function prepareLanguage(): Promise<void> {
  const language = preferredLanguage(localStorage.getItem(REMEMBERED), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await load(language);
  await i18next.changeLanguage(language);
  show(language);
}

/** Changes to another language and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(REMEMBERED, language);
  show(language);
}
