import type { CriteriaInput } from '../generated/graphql';

/**
 * Criteria as a person builds them. Every node may be turned into its opposite, so that "none of these" and "not all of
 * these" are groups like the others.
 */
export type Criterion = Group | Values | Range | Known;

export interface Group {
  kind: 'group';
  match: 'all' | 'any';
  not: boolean;
  children: readonly Criterion[];
}

export interface Values {
  kind: 'values';
  field: string;
  not: boolean;
  values: readonly string[];
}

export interface Range {
  kind: 'range';
  field: string;
  not: boolean;
  from: number | null;
  to: number | null;
}

export interface Known {
  kind: 'known';
  field: string;
  known: boolean;
}

/** Where a node is: the number of the child at each step from the root. */
export type Path = readonly number[];

/** Asks about everything. */
export const EVERYTHING: Group = { kind: 'group', match: 'all', not: false, children: [] };

/** The criteria cannot be read; says where. */
export class Unreadable extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`criteria cannot be read at ${path === '' ? 'the top' : path}`);
    this.name = 'Unreadable';
    this.path = path;
  }
}

/** The criteria as the server takes them, or undefined where nothing is asked; what is not filled in yet is left out. */
export function toCriteria(node: Criterion): CriteriaInput | undefined {
  switch (node.kind) {
    case 'group': {
      const children = node.children.map(toCriteria).filter((child) => child !== undefined);
      return children.length === 0 ? undefined : opposite(node.not, { [node.match]: children });
    }
    case 'values':
      return node.values.length === 0 ? undefined : opposite(node.not, { field: node.field, in: [...node.values] });
    case 'range':
      return node.from === null && node.to === null
        ? undefined
        : opposite(node.not, {
            field: node.field,
            ...(node.from === null ? {} : { from: node.from }),
            ...(node.to === null ? {} : { to: node.to }),
          });
    case 'known':
      return { field: node.field, known: node.known };
  }
}

function opposite(not: boolean, criteria: CriteriaInput): CriteriaInput {
  return not ? { not: criteria } : criteria;
}

/** Criteria from anywhere, an address included, as a group that can be gone on with. */
export function fromCriteria(criteria: unknown): Group {
  if (criteria === undefined || criteria === null || (isRecord(criteria) && Object.keys(criteria).length === 0)) {
    return EVERYTHING;
  }
  const node = read(criteria, '');
  return node.kind === 'group' && !node.not ? node : { ...EVERYTHING, children: [node] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function read(raw: unknown, path: string): Criterion {
  if (!isRecord(raw)) {
    throw new Unreadable(path);
  }
  const given = Object.keys(raw)
    .filter((key) => raw[key] !== null && raw[key] !== undefined)
    .sort()
    .join(',');
  switch (given) {
    case 'all':
    case 'any':
      return group(given, raw[given], path === '' ? given : `${path}.${given}`);
    case 'not':
      return negated(read(raw['not'], path === '' ? 'not' : `${path}.not`));
    case 'field,in':
      return { kind: 'values', field: text(raw['field'], path), not: false, values: texts(raw['in'], path) };
    case 'field,from':
    case 'field,to':
    case 'field,from,to':
      return {
        kind: 'range',
        field: text(raw['field'], path),
        not: false,
        from: whole(raw['from'], path),
        to: whole(raw['to'], path),
      };
    case 'field,known':
      if (typeof raw['known'] !== 'boolean') {
        throw new Unreadable(path);
      }
      return { kind: 'known', field: text(raw['field'], path), known: raw['known'] };
    default:
      throw new Unreadable(path);
  }
}

function group(match: 'all' | 'any', raw: unknown, path: string): Group {
  // A group of nothing means everything or nothing to the server, but "not filled in yet" here: it is not guessed at.
  if (!Array.isArray(raw) || raw.length === 0) {
    throw new Unreadable(path);
  }
  return { kind: 'group', match, not: false, children: raw.map((child, at) => read(child, `${path}[${at}]`)) };
}

/** The opposite of a condition. */
export function negated(node: Criterion): Criterion {
  return node.kind === 'known' ? { ...node, known: !node.known } : { ...node, not: !node.not };
}

function text(raw: unknown, path: string): string {
  if (typeof raw !== 'string') {
    throw new Unreadable(path);
  }
  return raw;
}

function texts(raw: unknown, path: string): string[] {
  if (!Array.isArray(raw) || raw.length === 0) {
    throw new Unreadable(path);
  }
  return raw.map((value) => text(value, path));
}

function whole(raw: unknown, path: string): number | null {
  if (raw === undefined || raw === null) {
    return null;
  }
  if (typeof raw !== 'number' || !Number.isInteger(raw)) {
    throw new Unreadable(path);
  }
  return raw;
}

/** The tree with one node put in place of another. */
export function replaced(root: Group, path: Path, node: Criterion): Group {
  const [at, ...rest] = path;
  if (at === undefined) {
    return node.kind === 'group' ? node : { ...EVERYTHING, children: [node] };
  }
  return {
    ...root,
    children: root.children.map((child, index) =>
      index !== at ? child : rest.length === 0 ? node : child.kind === 'group' ? replaced(child, rest, node) : child,
    ),
  };
}

/** The tree without one node. */
export function removed(root: Group, path: Path): Group {
  const [at, ...rest] = path;
  if (at === undefined) {
    return EVERYTHING;
  }
  return {
    ...root,
    children: root.children.flatMap((child, index) =>
      index !== at ? [child] : rest.length === 0 ? [] : child.kind === 'group' ? [removed(child, rest)] : [child],
    ),
  };
}

/** The values of a field that every match has by the conditions at the top, as ticked boxes beside the numbers show them. */
export function ticked(root: Group, field: string): readonly string[] {
  return root.match === 'all' && !root.not ? (topValues(root, field)?.values ?? []) : [];
}

function topValues(root: Group, field: string): Values | undefined {
  return root.children.find((child) => child.kind === 'values' && child.field === field && !child.not) as Values | undefined;
}

/** The tree with a value of a field ticked, or no longer so. */
export function toggled(root: Group, field: string, value: string): Group {
  const top = narrowable(root);
  const condition = topValues(top, field);
  if (!condition) {
    return { ...top, children: [...top.children, { kind: 'values', field, not: false, values: [value] }] };
  }
  const values = condition.values.includes(value)
    ? condition.values.filter((other) => other !== value)
    : [...condition.values, value];
  return {
    ...top,
    children: top.children.flatMap((child) => (child !== condition ? [child] : values.length === 0 ? [] : [{ ...condition, values }])),
  };
}

/** The range of a field that the conditions at the top ask for. */
export function topRange(root: Group, field: string): Range | undefined {
  return root.match === 'all' && !root.not
    ? (root.children.find((child) => child.kind === 'range' && child.field === field && !child.not) as Range | undefined)
    : undefined;
}

/** The tree with a range of a field asked for at the top, in place of the one before; asked twice, it is taken away. */
export function ranged(root: Group, field: string, from: number, to: number): Group {
  const top = narrowable(root);
  const before = topRange(top, field);
  const others = top.children.filter((child) => child !== before);
  return before?.from === from && before.to === to
    ? { ...top, children: others }
    : { ...top, children: [...others, { kind: 'range', field, not: false, from, to }] };
}

/** The tree with one more condition that every match must fulfil. */
export function narrowed(root: Group, node: Criterion): Group {
  const top = narrowable(root);
  return { ...top, children: [...top.children, node] };
}

function narrowable(root: Group): Group {
  return root.match === 'all' && !root.not ? root : { ...EVERYTHING, children: root.children.length === 0 ? [] : [root] };
}
