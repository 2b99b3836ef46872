import type { FacetInput, Level } from '../generated/graphql';
import type { VocabularyField } from '../language/words';
import { EVERYTHING, fromCriteria, toCriteria } from './criteria';
import type { Group } from './criteria';

/** How the answer is shown. */
export type View = 'table' | 'pictures';

/** A cohort question as it stands in the address, so that it can be shared, kept and opened again. */
export interface Question {
  root: Group;
  facets: readonly string[];
  view: View;
  asOf: string | null;
}

/** The fields whose spread is shown unless others are chosen. */
export const USUAL_FACETS: readonly string[] = [
  'diagnosis',
  'modality',
  'anatomicRegion',
  'sex',
  'ageYears',
  'site',
  'confirmation',
  'lesionModalities',
];

/** Most facets the server answers in one question. */
export const MOST_FACETS = 25;

/** Widths of the histograms' buckets, by field of numbers. */
export const INTERVALS: Readonly<Record<string, number>> = { ageYears: 10, day: 180, lesionCaptures: 2 };

/** The question an address holds; criteria that cannot be read are thrown as Unreadable. */
export function fromAddress(search: URLSearchParams): Question {
  const facets = search.get('facets');
  const q = search.get('q');
  return {
    root: q === null ? EVERYTHING : fromCriteria(parsed(q)),
    facets: facets === null ? USUAL_FACETS : facets.split(',').filter((field) => field !== ''),
    view: search.get('view') === 'pictures' ? 'pictures' : 'table',
    asOf: search.get('asOf'),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: read as what no criteria are.
    return text;
  }
}

/** The address of a question; what is usual is left out, so that addresses stay short. */
export function toAddress(question: Question): URLSearchParams {
  const search = new URLSearchParams();
  const criteria = toCriteria(question.root);
  if (criteria) {
    search.set('q', JSON.stringify(criteria));
  }
  if (question.facets.join() !== USUAL_FACETS.join()) {
    search.set('facets', question.facets.join());
  }
  if (question.view !== 'table') {
    search.set('view', question.view);
  }
  if (question.asOf !== null) {
    search.set('asOf', question.asOf);
  }
  return search;
}

/** What is asked about the spread of each field, counted in what the field is a property of. */
export function facetInputs(fields: readonly string[], vocabulary: readonly VocabularyField[]): FacetInput[] {
  return fields.flatMap((name) => {
    const field = vocabulary.find((each) => each.field === name);
    if (!field) {
      return [];
    }
    const level: Level = field.level;
    return field.kind === 'NUMBER'
      ? [{ field: name, level, interval: INTERVALS[name] ?? 10, limit: 30 }]
      : [{ field: name, level, limit: 30 }];
  });
}
