import { useQuery } from 'urql';
import { graphql } from '../generated';

const MeDocument = graphql(`
  query Me {
    me {
      account
      role
      project
      threshold
      consentedOnly
      may
    }
  }
`);

/** What the caller may do; undefined until it is known. */
export function useMe() {
  const [{ data, error }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' });
  const me = data?.me;
  return { me, error, may: (field: string) => me?.may.includes(field) ?? false };
}
