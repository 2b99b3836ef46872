/** Something to be drawn on the timeline. */
export interface Entry {
  key: string;
  /** The lane it stands in: a modality, or what happened. */
  lane: string;
  /** Days from the participant's baseline; null where nobody knows. */
  day: number | null;
}

/** A mark in its lane, in pixels from the lane's left and top. */
export interface Mark {
  key: string;
  left: number;
  top: number;
}

export interface Lane {
  lane: string;
  /** Rows of marks needed, so that none covers another. */
  rows: number;
  marks: readonly Mark[];
}

export interface Tick {
  day: number;
  left: number;
}

export interface Layout {
  lanes: readonly Lane[];
  ticks: readonly Tick[];
  /** Where the undated ones begin; null where there are none. */
  undatedLeft: number | null;
}

export interface Measure {
  /** Width of a lane. */
  width: number;
  /** Width and height of a mark, gap included. */
  mark: number;
  /** Least distance of two ticks. */
  tick: number;
}

const STEPS = [1, 2, 5, 10, 30, 60, 90, 180, 365, 730, 1825, 3650];

/** Order of lanes: what happened first, then the kinds of imaging from the surface to the depth, then others by name. */
const ORDER = ['event', 'XC', 'DMS', 'CFM', 'US', 'OCT'];

/**
 * Lays entries out: x is the day, one lane a kind of imaging; what is undated stands in a part of its own at the right,
 * since a place on the scale would be a date nobody stated. Marks never overlap; those of nearly the same day stand
 * below one another.
 */
export function layOut(entries: readonly Entry[], { width, mark, tick }: Measure): Layout {
  const undatedMost = Math.max(0, ...lanesOf(entries).map((lane) => entries.filter((entry) => entry.lane === lane && entry.day === null).length));
  const columns = Math.min(undatedMost, 3);
  const datedWidth = columns === 0 ? width : Math.max(mark, width - columns * mark - mark / 2);
  const days = entries.flatMap((entry) => (entry.day === null ? [] : [entry.day]));
  const first = Math.min(...days);
  const last = Math.max(...days);
  const leftOf = (day: number) =>
    first === last ? (datedWidth - mark) / 2 : ((day - first) / (last - first)) * (datedWidth - mark);
  const undatedLeft = columns === 0 ? null : width - columns * mark;
  return {
    lanes: lanesOf(entries).map((lane) => laneOf(lane, entries, leftOf, undatedLeft ?? 0, columns, mark)),
    ticks: days.length === 0 ? [] : ticksOf(first, last, leftOf, datedWidth, mark, tick),
    undatedLeft,
  };
}

function lanesOf(entries: readonly Entry[]): string[] {
  const rank = (lane: string) => (ORDER.includes(lane) ? ORDER.indexOf(lane) : ORDER.length);
  return [...new Set(entries.map((entry) => entry.lane))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

function laneOf(
  lane: string,
  entries: readonly Entry[],
  leftOf: (day: number) => number,
  undatedLeft: number,
  columns: number,
  mark: number,
): Lane {
  const inLane = entries.filter((entry) => entry.lane === lane);
  const dated = inLane
    .flatMap((entry) => (entry.day === null ? [] : [{ key: entry.key, day: entry.day }]))
    .sort((a, b) => a.day - b.day);
  // Right edge of the last mark in each row.
  const edges: number[] = [];
  const marks: Mark[] = dated.map(({ key, day }) => {
    const left = leftOf(day);
    const free = edges.findIndex((edge) => edge <= left + 0.5);
    const row = free < 0 ? edges.length : free;
    edges[row] = left + mark;
    return { key, left, top: row * mark };
  });
  inLane
    .filter((entry) => entry.day === null)
    .forEach((entry, index) => {
      marks.push({ key: entry.key, left: undatedLeft + (index % columns) * mark, top: Math.floor(index / columns) * mark });
    });
  return { lane, rows: 1 + Math.max(0, ...marks.map((each) => each.top / mark)), marks };
}

function ticksOf(
  first: number,
  last: number,
  leftOf: (day: number) => number,
  width: number,
  mark: number,
  tick: number,
): Tick[] {
  const room = Math.max(1, Math.floor(width / tick));
  const step = STEPS.find((each) => (last - first) / each <= room) ?? Math.ceil((last - first) / room);
  const ticks: Tick[] = [];
  for (let day = Math.ceil(first / step) * step; day <= last; day += step) {
    ticks.push({ day, left: leftOf(day) + mark / 2 });
  }
  return ticks.length > 0 ? ticks : [{ day: first, left: leftOf(first) + mark / 2 }];
}

/** A capture that has a picture to compare. */
export interface Comparable {
  captureId: string;
  modality: string;
  day: number | null;
}

/** The two captures that tell most at first sight: the first and the last of the kind of imaging that was repeated most over time. */
export function firstPair(captures: readonly Comparable[]): [string | null, string | null] {
  const byModality = new Map<string, Comparable[]>();
  for (const capture of captures) {
    byModality.set(capture.modality, [...(byModality.get(capture.modality) ?? []), capture]);
  }
  const kinds = [...byModality.entries()].sort(
    ([a, of], [b, others]) => others.length - of.length || Number(b === 'DMS') - Number(a === 'DMS'),
  );
  const kind = kinds[0]?.[1] ?? [];
  const dated = kind.filter((capture) => capture.day !== null).sort((a, b) => (a.day ?? 0) - (b.day ?? 0));
  const chosen = dated.length > 1 ? dated : kind.length > 1 ? kind : captures;
  return [chosen[0]?.captureId ?? null, chosen.length > 1 ? (chosen.at(-1)?.captureId ?? null) : null];
}
