import { describe, expect, test } from 'vitest';
import { firstPair, layOut } from './timeline';
import type { Entry, Layout } from './timeline';

const MEASURE = { width: 800, mark: 40, tick: 80 };

const entry = (key: string, lane: string, day: number | null): Entry => ({ key, lane, day });

function lane(layout: Layout, name: string) {
  return layout.lanes.find((each) => each.lane === name);
}

describe('a timeline', () => {
  test('has a lane for each kind of imaging, from the surface to the depth, and what happened first', () => {
    const laid = layOut(
      [entry('1', 'OCT', 1), entry('2', 'TG', 1), entry('3', 'DMS', 1), entry('4', 'event', 1), entry('5', 'XC', 1), entry('6', 'CFM', 1)],
      MEASURE,
    );

    expect(laid.lanes.map((each) => each.lane)).toEqual(['event', 'XC', 'DMS', 'CFM', 'OCT', 'TG']);
  });

  test('puts the first day at the left, the last at the right, and others in proportion', () => {
    const laid = layOut([entry('a', 'DMS', 0), entry('b', 'DMS', 100), entry('c', 'DMS', 400)], MEASURE);

    expect(lane(laid, 'DMS')?.marks.map((mark) => mark.left)).toEqual([0, 190, 760]);
  });

  test('puts the same day of all lanes at the same place', () => {
    const laid = layOut([entry('a', 'XC', 0), entry('b', 'DMS', 0), entry('c', 'XC', 50), entry('d', 'DMS', 50), entry('e', 'XC', 90)], MEASURE);

    expect(lane(laid, 'XC')?.marks[1]?.left).toBe(lane(laid, 'DMS')?.marks[1]?.left);
  });

  test('never lets one mark cover another', () => {
    const days = [0, 1, 1, 2, 30, 31, 31, 31, 365, null, null, null, null];
    const laid = layOut(days.map((day, at) => entry(String(at), 'DMS', day)), MEASURE);
    const marks = lane(laid, 'DMS')?.marks ?? [];

    expect(marks).toHaveLength(days.length);
    for (const one of marks) {
      for (const other of marks) {
        if (one !== other) {
          expect(Math.abs(one.left - other.left) >= 39.5 || Math.abs(one.top - other.top) >= 40, `${one.key} and ${other.key}`).toBe(true);
        }
      }
    }
    expect(lane(laid, 'DMS')?.rows).toBe(4);
  });

  test('keeps what is undated apart, to the right of every day', () => {
    const laid = layOut([entry('a', 'DMS', 0), entry('b', 'DMS', 10), entry('c', 'DMS', null), entry('d', 'XC', 10)], MEASURE);
    const undated = laid.undatedLeft ?? 0;

    expect(lane(laid, 'DMS')?.marks.find((mark) => mark.key === 'c')?.left).toBe(undated);
    for (const mark of laid.lanes.flatMap((each) => each.marks).filter((each) => each.key !== 'c')) {
      expect(mark.left + 40).toBeLessThanOrEqual(undated);
    }
    expect(undated + 40).toBeLessThanOrEqual(800);
  });

  test('has no part for undated ones where there are none, and no days where all are undated', () => {
    expect(layOut([entry('a', 'DMS', 3)], MEASURE).undatedLeft).toBeNull();
    expect(layOut([entry('a', 'DMS', null)], MEASURE).ticks).toEqual([]);
  });

  test('stands in the middle where everything was on one day', () => {
    expect(layOut([entry('a', 'DMS', 7)], MEASURE).lanes[0]?.marks[0]?.left).toBe(380);
  });

  test('is marked by round days that keep their distance', () => {
    for (const last of [1, 9, 45, 200, 1100, 9000]) {
      const { ticks } = layOut([entry('a', 'DMS', 0), entry('b', 'DMS', last)], MEASURE);

      expect(ticks.length).toBeGreaterThan(0);
      ticks.slice(1).forEach((tick, at) => expect(tick.left - (ticks[at]?.left ?? 0)).toBeGreaterThan(60));
    }
  });

  test('of nothing is empty', () => {
    expect(layOut([], MEASURE)).toEqual({ lanes: [], ticks: [], undatedLeft: null });
  });
});

describe('the first two pictures', () => {
  const capture = (captureId: string, modality: string, day: number | null) => ({ captureId, modality, day });

  test('are the first and the last of the kind of imaging that was repeated most', () => {
    expect(
      firstPair([capture('x', 'XC', 0), capture('c', 'DMS', 400), capture('a', 'DMS', 0), capture('b', 'DMS', 90), capture('u', 'DMS', null)]),
    ).toEqual(['a', 'c']);
  });

  test('are of dermoscopy where two kinds were repeated as often', () => {
    expect(firstPair([capture('x', 'XC', 0), capture('y', 'XC', 9), capture('a', 'DMS', 0), capture('b', 'DMS', 9)])).toEqual(['a', 'b']);
  });

  test('are any two where no kind was repeated, and one where there is one', () => {
    expect(firstPair([capture('x', 'XC', 0), capture('a', 'DMS', 0)])).toEqual(['x', 'a']);
    expect(firstPair([capture('x', 'XC', 0)])).toEqual(['x', null]);
    expect(firstPair([])).toEqual([null, null]);
  });
});
