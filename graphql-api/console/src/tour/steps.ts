import type { Role } from '../generated/graphql';

/** A step of the tour: who sees it, and where. */
export interface Step {
  name: 'cohort' | 'lesion' | 'discrepancies' | 'audit' | 'studies';
  role: Role;
  to: string;
}

/** Five things worth seeing, in the order in which they tell the story. */
export const STEPS: readonly Step[] = [
  { name: 'cohort', role: 'RESEARCHER', to: '/cohort' },
  {
    name: 'lesion',
    role: 'RESEARCHER',
    to: `/cohort?q=${encodeURIComponent(JSON.stringify({ all: [{ field: 'lesionModalities', in: ['CFM', 'OCT'] }] }))}`,
  },
  { name: 'discrepancies', role: 'COORDINATOR', to: '/discrepancies' },
  { name: 'audit', role: 'ETHICS', to: '/audit' },
  { name: 'studies', role: 'DATA_MANAGER', to: '/studies' },
];
