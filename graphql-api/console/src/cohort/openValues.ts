import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '../generated';
import { useWords } from '../language/words';

const PlacesDocument = graphql(`
  query Places {
    studies {
      code
      title
      sites {
        id
        name
      }
    }
  }
`);

/** The kinds of imaging that have a name; a study may bring others. */
const MODALITIES = ['XC', 'DMS', 'CFM', 'US', 'OCT'] as const;

/** Values to choose from for a field whose set is open; none where nobody knows them beforehand. */
export function useOpenValues(field: string): readonly { value: string; label: string }[] {
  const { word } = useWords();
  const { i18n } = useTranslation();
  const needed = field === 'study' || field === 'site';
  const [{ data }] = useQuery({ query: PlacesDocument, pause: !needed, requestPolicy: 'cache-first' });
  return useMemo(() => {
    switch (field) {
      case 'modality':
      case 'lesionModalities':
        return MODALITIES.map((code) => ({ value: code, label: word('Modality', code) }));
      case 'study':
        return (data?.studies ?? []).map((study) => ({ value: study.code, label: study.title }));
      case 'site':
        return (data?.studies ?? []).flatMap((study) => study.sites.map((site) => ({ value: site.id, label: `${site.name} (${site.id})` })));
      default:
        return [];
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- words change with the language
  }, [field, data, i18n.language]);
}
