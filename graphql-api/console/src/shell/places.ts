import type { Role } from '../generated/graphql';

/** A place in the console, and who has business there. */
export interface Place {
  to: string;
  name: 'home' | 'studies' | 'import' | 'discrepancies' | 'cohort' | 'audit';
  roles: readonly Role[];
}

const EVERYONE: readonly Role[] = ['COORDINATOR', 'RESEARCHER', 'ETHICS', 'DATA_MANAGER'];
const CARE: readonly Role[] = ['COORDINATOR', 'DATA_MANAGER'];

/** What the navigation offers; the server decides anew at each request who may do what. */
export const PLACES: readonly Place[] = [
  { to: '/', name: 'home', roles: EVERYONE },
  { to: '/studies', name: 'studies', roles: EVERYONE },
  { to: '/import', name: 'import', roles: CARE },
  { to: '/discrepancies', name: 'discrepancies', roles: CARE },
  { to: '/cohort', name: 'cohort', roles: EVERYONE },
  { to: '/audit', name: 'audit', roles: ['ETHICS', 'DATA_MANAGER'] },
];

/** The places of a role. */
export function placesOf(role: Role): readonly Place[] {
  return PLACES.filter((place) => place.roles.includes(role));
}
