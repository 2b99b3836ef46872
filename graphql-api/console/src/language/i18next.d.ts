import 'i18next';
import type texts from './en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    // Keys are checked when the console is compiled; that both languages have them, by a test.
    resources: { translation: typeof texts };
  }
}
