import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Client, Provider, cacheExchange, fetchExchange, mapExchange } from 'urql';
import type { Role } from '../generated/graphql';
import { Problem, askJson, fetchHere } from './http';

/** Who is signed in. */
export interface SignedIn {
  account: string;
  role: Role;
  project: string | null;
}

/** A sign-in that the demo offers to everyone. */
export interface ReadySignIn {
  name: string;
  password: string;
  role: Role;
  label: string;
}

type State = { is: 'asking' } | { is: 'out'; ended: boolean } | { is: 'in'; who: SignedIn } | { is: 'failed'; problem: Problem };

interface Session {
  state: State;
  /** Sign-ins that are ready to be tried; none but in the demo. */
  ready: readonly ReadySignIn[];
  signIn(name: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  askAgain(): void;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Asks by GraphQL; what was cached for one caller goes with the client, so each sign-in has a client of its own. */
function clientFor(onSignedOut: () => void): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetch: fetchHere,
    exchanges: [
      mapExchange({
        onResult(result) {
          const codes = result.error?.graphQLErrors.map((error) => error.extensions['code']) ?? [];
          if (result.error?.response?.status === 401 || codes.includes('NOT_SIGNED_IN')) {
            onSignedOut();
          }
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
  });
}

/** Keeps who is signed in, and the GraphQL client that asks in that name. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ is: 'asking' });
  const [ready, setReady] = useState<readonly ReadySignIn[]>([]);
  const [generation, setGeneration] = useState(0);
  const asking = useRef(0);

  const askAgain = useCallback(() => {
    const mine = ++asking.current;
    askJson<SignedIn>('/session').then(
      (who) => mine === asking.current && setState({ is: 'in', who }),
      (cause: unknown) => {
        if (mine === asking.current) {
          setState(cause instanceof Problem && cause.code !== 'NOT_SIGNED_IN' ? { is: 'failed', problem: cause } : { is: 'out', ended: false });
        }
      },
    );
  }, []);

  useEffect(() => {
    askAgain();
    askJson<ReadySignIn[]>('/session/ready').then(setReady, () => setReady([]));
  }, [askAgain]);

  const session = useMemo<Session>(
    () => ({
      state,
      ready,
      askAgain,
      async signIn(name, password) {
        const who = await askJson<SignedIn>('/session', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ name, password }),
        });
        asking.current++;
        setGeneration((count) => count + 1);
        setState({ is: 'in', who });
      },
      async signOut() {
        await askJson<undefined>('/session', { method: 'DELETE' });
        asking.current++;
        setState({ is: 'out', ended: false });
        // The proof against other sites belongs to the session that ended; asking brings the next one.
        askJson('/session').catch(() => undefined);
      },
    }),
    [state, ready, askAgain],
  );

  const client = useMemo(
    () => clientFor(() => setState((now) => (now.is === 'in' ? { is: 'out', ended: true } : now))),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- each sign-in gets a client without the last one's cache
    [generation],
  );

  return (
    <SessionContext value={session}>
      <Provider value={client} key={generation}>
        {children}
      </Provider>
    </SessionContext>
  );
}

/** The session; only below its provider. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) {
    throw new Error('a session is kept only below SessionProvider');
  }
  return session;
}

/** Who is signed in; only on pages, which are drawn for those who are. */
export function useSignedIn(): SignedIn {
  const { state } = useSession();
  if (state.is !== 'in') {
    throw new Error('nobody is signed in');
  }
  return state.who;
}
