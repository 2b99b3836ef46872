import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { EVERYTHING, fromCriteria } from './criteria';
import { graphqlText } from './graphqlText';
import { USUAL_FACETS, facetInputs, fromAddress, toAddress } from './question';
import type { Question } from './question';

const QUESTION: Question = {
  root: fromCriteria({ all: [{ field: 'site', in: ['s/Zürich & 北京'] }, { not: { any: [{ field: 'ageYears', from: 61 }] } }] }),
  facets: ['sex', 'day'],
  view: 'pictures',
  asOf: 'spring 2026',
};

test('a question comes back whole from its address', () => {
  expect(fromAddress(new URLSearchParams(toAddress(QUESTION).toString()))).toEqual(QUESTION);
});

test('the usual question has an empty address', () => {
  const usual: Question = { root: EVERYTHING, facets: USUAL_FACETS, view: 'table', asOf: null };

  expect(toAddress(usual).toString()).toBe('');
  expect(fromAddress(new URLSearchParams(''))).toEqual(usual);
});

test('no field at all is a choice of fields, too', () => {
  expect(fromAddress(toAddress({ ...QUESTION, facets: [] })).facets).toEqual([]);
});

test('an address that somebody cut off is refused, not half understood', () => {
  expect(() => fromAddress(new URLSearchParams('q={"all":[{"field"'))).toThrow('cannot be read');
});

test('facets are counted in what their field is a property of, numbers in intervals', () => {
  const vocabulary = [
    { field: 'sex', kind: 'KEYWORD', level: 'CAPTURE', values: [] },
    { field: 'lesionCaptures', kind: 'NUMBER', level: 'LESION', values: [] },
  ] as const;

  expect(facetInputs(['lesionCaptures', 'gone', 'sex'], vocabulary.map((each) => ({ ...each, values: [] })))).toEqual([
    { field: 'lesionCaptures', level: 'LESION', interval: 2, limit: 30 },
    { field: 'sex', level: 'CAPTURE', limit: 30 },
  ]);
});

test('the equivalent GraphQL is GraphQL and holds the question', () => {
  const text = graphqlText({ all: [{ field: 'site', in: ['a"b'] }, { field: 'day', known: true }] }, [{ field: 'sex', level: 'LESION' }], 'spring');

  // A reference parser reads it, and says the same again.
  expect(print(parse(text)).replace(/\s+/g, ' ')).toContain(
    'cohort( criteria: {all: [{field: "site", in: ["a\\"b"]}, {field: "day", known: true}]} facets: [{field: "sex", level: LESION}] asOf: "spring" )',
  );
});
