/** What the server said instead of an answer: a stable code, and a sentence for a person. */
export class Problem extends Error {
  readonly code: string;
  /** Finds the fault in the server's log, where it told one. */
  readonly reference: string | undefined;

  constructor(code: string, sentence: string, reference?: string) {
    super(sentence);
    this.name = 'Problem';
    this.code = code;
    this.reference = reference;
  }
}

const SAFE = new Set(['GET', 'HEAD']);

/** The value of the cookie that a page of another site can neither read nor repeat. */
export function crossSiteToken(cookies: string): string | undefined {
  return cookies
    .split('; ')
    .find((cookie) => cookie.startsWith('XSRF-TOKEN='))
    ?.slice('XSRF-TOKEN='.length);
}

/** As fetch, to this server only, with what proves that the request comes from this page. */
export async function fetchHere(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = crossSiteToken(document.cookie);
  if (!SAFE.has((init.method ?? 'GET').toUpperCase()) && token) {
    headers.set('X-XSRF-TOKEN', decodeURIComponent(token));
  }
  return fetch(input, { ...init, headers, credentials: 'same-origin' });
}

/** Asks the server for JSON; what it refuses, and a server that is not reached, is thrown as a {@link Problem}. */
export async function askJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetchHere(path, { ...init, headers: { Accept: 'application/json', ...init.headers } });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') {
      throw cause;
    }
    throw new Problem('SERVER_NOT_REACHED', 'The server cannot be reached.');
  }
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok) {
    const told = body as { code?: unknown; message?: unknown } | undefined;
    throw new Problem(
      typeof told?.code === 'string' ? told.code : `HTTP_${response.status}`,
      typeof told?.message === 'string' ? told.message : response.statusText,
    );
  }
  return body as T;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
