import { useQuery } from 'urql';
import { graphql } from '../generated';
import type { VocabularyField } from '../language/words';

const VocabularyDocument = graphql(`
  query Vocabulary {
    vocabulary {
      field
      kind
      level
      values {
        code
        wider
      }
    }
  }
`);

/** The fields cohorts can be asked about, or undefined until they are there. Words for them are the console's own. */
export function useVocabulary(): { vocabulary: readonly VocabularyField[] | undefined; error: unknown } {
  const [{ data, error }] = useQuery({ query: VocabularyDocument, requestPolicy: 'cache-first' });
  return { vocabulary: data?.vocabulary, error };
}
