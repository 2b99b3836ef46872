import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';
import type { VocabularyQuery } from '../generated/graphql';

/** The sets of codes that have words. */
export type WordSet =
  | 'AnatomicSite'
  | 'Boolean'
  | 'ConsentBasis'
  | 'DiagnosisCode'
  | 'DiagnosisConfirmation'
  | 'Extent'
  | 'Identification'
  | 'Laterality'
  | 'Modality'
  | 'ParticipantStatus'
  | 'ProcedureKind'
  | 'Role'
  | 'Sex'
  | 'Technique';

/** The set a field's values come from; a field that is not here holds codes of the study's own, or numbers. */
export const SET_OF_FIELD: Readonly<Record<string, WordSet>> = {
  sex: 'Sex',
  identification: 'Identification',
  status: 'ParticipantStatus',
  modality: 'Modality',
  technique: 'Technique',
  anatomicSite: 'AnatomicSite',
  anatomicRegion: 'AnatomicSite',
  laterality: 'Laterality',
  diagnosis: 'DiagnosisCode',
  diagnosisGroup: 'DiagnosisCode',
  confirmation: 'DiagnosisConfirmation',
  extent: 'Extent',
  procedure: 'ProcedureKind',
  withPicture: 'Boolean',
  linked: 'Boolean',
  lesionModalities: 'Modality',
};

export interface Words {
  /** The word for a code; the code itself where the registry learned one the console does not know. */
  word(set: WordSet, code: string): string;
  /** As {@link word}, or a dash where nothing is known. */
  wordOrNone(set: WordSet, code: string | null | undefined): string;
  /** The name of a field. */
  field(name: string): string;
  /** The word for a value of a field. */
  value(field: string, value: string): string;
  /** A number in the reader's form. */
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** A moment in the reader's form and time zone. */
  moment(iso: string): string;
  /** A day relative to the baseline, or that it is undated. */
  day(day: number | null | undefined): string;
}

/** Words, numbers and moments in the reader's language. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const tag = i18n.language === 'zh' ? 'zh-CN' : 'en-GB';
  return useMemo(() => {
    // Codes come from the server, so these keys cannot be checked by the compiler; a test walks the schema instead.
    const look = (key: string, otherwise: string) => (i18n.exists(key) ? (t as (key: string) => string)(key) : otherwise);
    const word = (set: WordSet, code: string) => look(`value.${set}.${code}`, code);
    const field = (name: string) => look(`field.${name}`, name);
    const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' });
    const plain = new Intl.NumberFormat(tag);
    return {
      word,
      wordOrNone: (set, code) => (code ? word(set, code) : t('common.none')),
      field,
      value: (name, value) => {
        const set = SET_OF_FIELD[name];
        return set ? word(set, value) : name === 'disputed' ? field(value) : value;
      },
      number: (value, options) => (options ? new Intl.NumberFormat(tag, options) : plain).format(value),
      moment: (iso) => moments.format(new Date(iso)),
      day: (day) => (day === null || day === undefined ? t('common.undated') : t('common.day', { day: plain.format(day) })),
    };
  }, [t, i18n, tag]);
}

/** A field of the vocabulary as the server tells it. */
export type VocabularyField = VocabularyQuery['vocabulary'][number];
