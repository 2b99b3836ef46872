import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import en from './en.json';
import { preferredLanguage } from './language';
import { SET_OF_FIELD } from './words';
import zh from './zh.json';

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const LANGUAGES = { en: flat(en), zh: flat(zh) };
const HERE = new URL('.', import.meta.url).pathname;
const CONSOLE = `${HERE}../../`;
const ROOT = `${CONSOLE}../../`;

/** Keys without the endings that a language needs for its plurals. */
function bare(texts: Map<string, string>): Set<string> {
  return new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
}

/** Files below a folder whose names end so. */
function files(folder: string, end: RegExp): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => end.test(file))
        .map((file) => `${folder}/${file}`)
    : [];
}

const SOURCES = files(`${CONSOLE}src`, /\.tsx?$/)
  .filter((file) => !file.includes('/generated/') && !file.includes('.test.'))
  .map((file) => readFileSync(file, 'utf8'));

/** Keys that are made up while the console runs: their beginnings. Tests below walk what they are made of. */
const MADE_UP = ['error.', 'field.', 'value.'];

/** Keys as the sources write them; what is put in between stands for one part of a key. */
function written(): RegExp[] {
  const spaces = new Set(Object.keys(en));
  return SOURCES.flatMap((source) => [
    ...[...source.matchAll(/(?<![\w.])t\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
    // Keys that are chosen between, or made of parts, stand beside other texts of that form.
    ...[
      ...[...source.matchAll(/[?:]\s*'([a-z]\w*(?:\.\w+)+)'/g)].map((match) => match[1] ?? ''),
      ...[...source.matchAll(/`([a-zA-Z]+(?:\.\w*|\$\{[^}]*\}|\.)+)`/g)].map((match) => match[1] ?? ''),
    ].filter((key) => spaces.has(key.split('.')[0] ?? '')),
  ]).map((key) => new RegExp(`^${key.replace(/\$\{[^}]*\}/g, '\0').replace(/[.]/g, '\\.').replace(/\0/g, '\\w+')}$`));
}

describe('the languages', () => {
  test('have the same keys', () => {
    expect([...bare(LANGUAGES.zh)].sort()).toEqual([...bare(LANGUAGES.en)].sort());
  });

  test('have each plural form that the language needs, and no other', () => {
    for (const [language, texts] of Object.entries(LANGUAGES)) {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plurals = new Set([...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')));

      for (const key of plurals) {
        const forms = [...texts.keys()].filter((each) => each.replace(PLURAL, '') === key && PLURAL.test(each));
        expect(forms.sort(), `${language}: ${key}`).toEqual(needed.map((category) => `${key}_${category}`).sort());
      }
    }
  });

  test('put the same things into their texts', () => {
    for (const [key, text] of LANGUAGES.zh) {
      const other = LANGUAGES.en.get(key) ?? '';
      expect(placeholders(text), key).toEqual(placeholders(other));
    }
  });

  test('leave nothing blank and nothing untranslated', () => {
    const same = new Set(['common.none']);
    for (const [key, text] of LANGUAGES.zh) {
      expect(text.trim(), key).not.toBe('');
      expect(LANGUAGES.en.get(key)?.trim(), key).not.toBe('');
      if (!same.has(key)) {
        expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(true);
      }
      expect(/\p{Script=Han}/u.test(LANGUAGES.en.get(key) ?? ''), key).toBe(false);
    }
  });

  test('hold no key that nobody uses', () => {
    const used = written();
    const unused = [...bare(LANGUAGES.en)].filter((key) => !MADE_UP.some((start) => key.startsWith(start)) && !used.some((use) => use.test(key)));

    expect(unused).toEqual([]);
  });

  test('hold every key that somebody uses', () => {
    const there = [...bare(LANGUAGES.en)];
    const missing = written().filter((use) => !there.some((key) => use.test(key)));

    expect(missing.map(String)).toEqual([]);
  });
});

describe('the words', () => {
  const schema = buildSchema(readFileSync(`${ROOT}graphql-api/src/main/resources/graphql/dermatrail.graphqls`, 'utf8'));
  const values = (set: string) => {
    const type = schema.getType(set);
    return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
  };
  const told = [...LANGUAGES.en.keys()].filter((key) => key.startsWith('value.'));

  test('name every value of every enumeration they speak of, and no other', () => {
    const sets = new Set(told.map((key) => key.split('.')[1] ?? ''));
    const ofSchema = [...sets].filter((set) => isEnumType(schema.getType(set)));

    expect(ofSchema.length).toBeGreaterThan(8);
    for (const set of ofSchema) {
      const codes = told.filter((key) => key.startsWith(`value.${set}.`)).map((key) => key.split('.')[2]);
      expect(codes.sort(), set).toEqual(values(set).sort());
    }
  });

  test('name every field and value of the vocabulary', () => {
    const labels = readFileSync(`${ROOT}graphql-api/src/main/resources/org/dermatrail/graphql/question/vocabulary.properties`, 'utf8');
    const lines = labels.split('\n').filter((line) => line.includes('=') && !line.startsWith('#'));
    const missing = lines
      .map((line) => line.slice(0, line.indexOf('=')))
      .filter((key) => !LANGUAGES.en.has(key.startsWith('field.') ? key : `value.${key}`));

    expect(lines.length).toBeGreaterThan(80);
    expect(missing).toEqual([]);
  });

  test('are looked up in sets that there are', () => {
    for (const set of Object.values(SET_OF_FIELD)) {
      expect(told.some((key) => key.startsWith(`value.${set}.`)), set).toBe(true);
    }
  });

  test('name the five kinds of imaging as the clinic does', () => {
    expect(zh.value.Modality).toEqual({
      XC: '临床照片',
      DMS: '皮肤镜',
      CFM: '反射式共聚焦显微镜',
      US: '高频超声',
      OCT: '光学相干断层扫描',
    });
  });
});

describe('the sentences for errors', () => {
  /** Words of data in capitals, which are no codes of an answer. */
  const WORDS = [
    'ALCOHOL_GEL',
    'BOUNCED_FLASH',
    'CLOSE_UP',
    'CROSS_POLARIZED',
    'DATA_MANAGER',
    'FOLLOW_UP',
    'HEAD_NECK',
    'ICC_PROFILE',
    'LOWER_EXTREMITY',
    'NON_CONTACT',
    'RING_FLASH',
    'TOTAL_BODY',
    'UPPER_EXTREMITY',
  ];
  /** Codes that only the command line says. */
  const COMMAND_LINE = [
    'CAPTURES_OUT_OF_REACH',
    'FOLDER_NOT_EMPTY',
    'FOLDER_UNUSABLE',
    'NUMBER_OUT_OF_RANGE',
    'SERVER_GONE',
    'SERVER_REFUSED',
    'SIZE_MISSING',
    'TRUTH_EXISTS',
  ];
  const OTHERS = new Set([...WORDS, ...COMMAND_LINE]);
  /** Rooms and packages whose codes can reach a browser. */
  const SPEAKING = [
    'device-connectors/src/main/java',
    'graphql-api/src/main/java',
    'ingestion-gateway/src/main/java',
    'ops/src/main/java/org/dermatrail/ops/security',
    'ops/src/main/java/org/dermatrail/ops/server',
    'projections/src/main/java',
    'pseudonymization/src/main/java/org/dermatrail/pseudonymization/pictures',
  ];

  function constants(file: string, indent: number): string[] {
    const constant = new RegExp(`^ {${indent}}([A-Z]+(?:_[A-Z]+)+)(?:[,;(]|$)`, 'gm');
    return [...readFileSync(file, 'utf8').matchAll(constant)].map((match) => match[1] ?? '');
  }

  /** Every rule a command can break is a constant of an enumeration named so. */
  function rules(): string[] {
    return files(`${ROOT}registry-domain/src/main/java`, /Rule\.java$/).flatMap((file) => constants(file, 4));
  }

  function flaws(): string[] {
    return [
      ...constants(`${ROOT}device-connectors/src/main/java/org/dermatrail/connectors/table/FormFlaw.java`, 4),
      ...constants(`${ROOT}device-connectors/imaging/src/main/java/org/dermatrail/imaging/PictureFault.java`, 4),
      ...constants(`${ROOT}pseudonymization/src/main/java/org/dermatrail/pseudonymization/pictures/StrippingRefused.java`, 8),
    ];
  }

  function literals(): string[] {
    return SPEAKING.flatMap((folder) => files(ROOT + folder, /\.java$/)).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/"([A-Z]+(?:_[A-Z]+)+)"/g)].map((match) => match[1] ?? ''),
    );
  }

  function criteria(): string[] {
    return constants(`${ROOT}projections/src/main/java/org/dermatrail/projections/cohort/CriteriaReader.java`, 8);
  }

  test('exist for every code the server can answer with', () => {
    const codes = new Set([...rules(), ...flaws(), ...literals(), ...criteria()].filter((code) => !OTHERS.has(code)));

    expect(rules().length).toBeGreaterThan(20);
    expect(criteria().length).toBeGreaterThan(5);
    expect(flaws().length).toBeGreaterThan(10);
    expect(codes.size).toBeGreaterThan(100);
    expect([...codes].filter((code) => !LANGUAGES.en.has(`error.${code}`)).sort()).toEqual([]);
  });
});

describe('the language to begin with', () => {
  test('is the one that was chosen here before', () => {
    expect(preferredLanguage('zh', ['en-GB'])).toBe('zh');
  });

  test('else the first of the reader’s own that there is, else English', () => {
    expect(preferredLanguage(null, ['de-CH', 'zh-Hans-CN', 'en'])).toBe('zh');
    expect(preferredLanguage('tlh', ['de-CH'])).toBe('en');
  });
});
