import { describe, expect, test } from 'vitest';
import {
  EVERYTHING,
  Unreadable,
  fromCriteria,
  narrowed,
  negated,
  ranged,
  removed,
  replaced,
  ticked,
  toCriteria,
  toggled,
  topRange,
} from './criteria';
import type { Criterion, Group } from './criteria';
import type { CriteriaInput } from '../generated/graphql';

/** A generator of numbers that is the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const FIELDS = ['diagnosis', 'modality', 'site', 'ageYears'];

function condition(roll: (sides: number) => number): Criterion {
  const field = FIELDS[roll(FIELDS.length)] ?? 'site';
  const not = roll(2) === 1;
  switch (roll(3)) {
    case 0:
      return { kind: 'values', field, not, values: Array.from({ length: 1 + roll(3) }, (_, at) => `V${at}`) };
    case 1:
      return { kind: 'range', field, not, from: roll(2) === 0 ? null : roll(50), to: 50 + roll(50) };
    default:
      return { kind: 'known', field, known: not };
  }
}

function group(roll: (sides: number) => number, depth: number): Group {
  const children = Array.from({ length: 1 + roll(3) }, () => (depth > 0 && roll(3) === 0 ? group(roll, depth - 1) : condition(roll)));
  return { kind: 'group', match: roll(2) === 0 ? 'all' : 'any', not: depth < 3 && roll(3) === 0, children };
}

describe('criteria that were built', () => {
  test('are the same when they are read again', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const built = group(dice(seed), 3);

      expect(fromCriteria(JSON.parse(JSON.stringify(toCriteria(built))))).toEqual(built);
    }
  });

  test('leave out what is not filled in yet', () => {
    const built = narrowed(
      narrowed(EVERYTHING, { kind: 'values', field: 'diagnosis', not: false, values: [] }),
      { kind: 'group', match: 'any', not: true, children: [{ kind: 'range', field: 'ageYears', not: false, from: null, to: null }] },
    );

    expect(toCriteria(built)).toBeUndefined();
  });

  test('ask for the opposite by a not around them', () => {
    const none: Criterion = {
      kind: 'group',
      match: 'any',
      not: true,
      children: [{ kind: 'values', field: 'sex', not: false, values: ['MALE'] }],
    };

    expect(toCriteria(none)).toEqual({ not: { any: [{ field: 'sex', in: ['MALE'] }] } });
    expect(toCriteria(negated(negated(none)))).toEqual(toCriteria(none));
  });
});

describe('criteria from an address', () => {
  test.each<[string, CriteriaInput]>([
    ['a single condition', { field: 'sex', in: ['MALE'] }],
    ['a negated condition', { not: { field: 'ageYears', from: 10, to: 20 } }],
    ['an open range', { field: 'ageYears', from: 61 }],
    ['something not known', { field: 'day', known: false }],
    ['a negated group', { not: { any: [{ field: 'sex', in: ['MALE'] }] } }],
  ])('that are %s mean the same as a group of one', (_, criteria) => {
    expect(toCriteria(fromCriteria(criteria))).toEqual({ all: [criteria] });
  });

  test('may say twice not, which says nothing', () => {
    expect(toCriteria(fromCriteria({ not: { not: { all: [{ field: 'sex', in: ['MALE'] }] } } }))).toEqual({
      all: [{ field: 'sex', in: ['MALE'] }],
    });
  });

  test('may say not of something known', () => {
    expect(toCriteria(fromCriteria({ not: { field: 'day', known: true } }))).toEqual({ all: [{ field: 'day', known: false }] });
  });

  test('that are nothing ask about everything', () => {
    expect([undefined, null, {}].map(fromCriteria)).toEqual([EVERYTHING, EVERYTHING, EVERYTHING]);
  });

  test.each<[string, unknown, string]>([
    ['text', 'all', ''],
    ['two forms at once', { all: [{ field: 'sex', in: ['MALE'] }], any: [] }, ''],
    ['an unknown key', { fields: 'sex' }, ''],
    ['no values', { field: 'sex', in: [] }, ''],
    ['a group of nothing', { all: [{ any: [] }] }, 'all[0].any'],
    ['a fraction', { all: [{ field: 'ageYears', from: 1.5 }] }, 'all[0]'],
    ['a value that is no text', { not: { field: 'sex', in: [1] } }, 'not'],
  ])('that hold %s are not guessed at', (_, criteria, path) => {
    expect(() => fromCriteria(criteria)).toThrow(new Unreadable(path));
  });
});

describe('a value beside the numbers', () => {
  const male = toggled(EVERYTHING, 'sex', 'MALE');

  test('asks for it, and for one more of the field when another is clicked', () => {
    expect(toCriteria(toggled(male, 'sex', 'FEMALE'))).toEqual({ all: [{ field: 'sex', in: ['MALE', 'FEMALE'] }] });
    expect(ticked(male, 'sex')).toEqual(['MALE']);
  });

  test('is let go by a second click, and the empty condition with it', () => {
    expect(toggled(male, 'sex', 'MALE')).toEqual(EVERYTHING);
  });

  test('narrows a question whose conditions are alternatives, instead of adding one', () => {
    const any: Group = { ...EVERYTHING, match: 'any', children: male.children };

    expect(toCriteria(toggled(any, 'modality', 'DMS'))).toEqual({
      all: [{ any: [{ field: 'sex', in: ['MALE'] }] }, { field: 'modality', in: ['DMS'] }],
    });
    expect(ticked(any, 'sex')).toEqual([]);
  });

  test('of a number asks for its range, in place of the one before', () => {
    const twenties = ranged(EVERYTHING, 'ageYears', 20, 29);
    const thirties = ranged(twenties, 'ageYears', 30, 39);

    expect(toCriteria(thirties)).toEqual({ all: [{ field: 'ageYears', from: 30, to: 39 }] });
    expect(topRange(thirties, 'ageYears')?.from).toBe(30);
    expect(ranged(thirties, 'ageYears', 30, 39)).toEqual(EVERYTHING);
  });
});

describe('a node deep in the tree', () => {
  const deep = fromCriteria({ all: [{ field: 'sex', in: ['MALE'] }, { any: [{ field: 'day', from: 1 }, { field: 'day', to: 9 }] }] });

  test('is replaced where it is', () => {
    const next = replaced(deep, [1, 0], { kind: 'known', field: 'day', known: true });

    expect(toCriteria(next)).toEqual({
      all: [{ field: 'sex', in: ['MALE'] }, { any: [{ field: 'day', known: true }, { field: 'day', to: 9 }] }],
    });
  });

  test('is taken out alone', () => {
    expect(toCriteria(removed(deep, [1, 1]))).toEqual({ all: [{ field: 'sex', in: ['MALE'] }, { any: [{ field: 'day', from: 1 }] }] });
  });
});
