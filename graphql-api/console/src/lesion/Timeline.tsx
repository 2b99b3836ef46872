import { Group, SegmentedControl, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconCut, IconPhotoOff, IconStethoscope } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../language/words';
import type { HistoryEntry } from './LesionPage';
import { layOut } from './timeline';
import type { Entry } from './timeline';
import classes from './lesion.module.css';

const MARK = 46;
const EVENT = 'event';

interface TimelineProps {
  entries: readonly HistoryEntry[];
  left: string | null;
  right: string | null;
  side: 'a' | 'b';
  onSide(side: 'a' | 'b'): void;
  onChoose(captureId: string): void;
}

function keyOf(entry: HistoryEntry): string {
  switch (entry.__typename) {
    case 'Captured':
      return entry.captureId;
    case 'Diagnosed':
      return entry.diagnosisId;
    case 'Treated':
      return entry.procedureId;
  }
}

/** One lane a kind of imaging, days from left to right; a click on a picture takes it to the comparison. */
export function Timeline({ entries, left, right, side, onSide, onChoose }: TimelineProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { ref, width } = useElementSize();
  const laid = useMemo(
    () =>
      layOut(
        entries.map(
          (entry): Entry => ({
            key: keyOf(entry),
            lane: entry.__typename === 'Captured' ? entry.facts.modality : EVENT,
            day: entry.day,
          }),
        ),
        { width: Math.max(width, 4 * MARK), mark: MARK, tick: 84 },
      ),
    [entries, width],
  );
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return (
    <div>
      <Group gap="xs" mb="sm">
        <Text size="sm" id="timeline-side">
          {t('lesion.clickShows')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-labelledby="timeline-side"
          value={side}
          onChange={(next) => onSide(next as 'a' | 'b')}
          data={[
            { value: 'a', label: t('lesion.left') },
            { value: 'b', label: t('lesion.right') },
          ]}
        />
      </Group>
      <div className={classes['timeline']}>
        <div className={classes['axisRow']} aria-hidden>
          <div />
          <div className={classes['axis']} ref={ref}>
            {laid.ticks.map((tick) => (
              <span key={tick.day} className={classes['tick']} style={{ left: tick.left }}>
                {words.number(tick.day)}
              </span>
            ))}
            {laid.undatedLeft !== null && (
              <span className={classes['undated']} style={{ left: laid.undatedLeft }}>
                {t('common.undated')}
              </span>
            )}
          </div>
        </div>
        <ul className={classes['lanes']}>
          {laid.lanes.map((lane) => {
            const name = lane.lane === EVENT ? t('lesion.events') : words.word('Modality', lane.lane);
            return (
              <li key={lane.lane} className={classes['laneRow']}>
                <div className={classes['laneName']}>{name}</div>
                <div className={classes['lane']} role="group" aria-label={name} style={{ height: lane.rows * MARK }}>
                  {laid.ticks.map((tick) => (
                    <span key={tick.day} className={classes['rule']} style={{ left: tick.left }} />
                  ))}
                  {laid.undatedLeft !== null && <span className={classes['divide']} style={{ left: laid.undatedLeft - MARK / 4 }} />}
                  {lane.marks.map((mark) => {
                    const entry = byKey.get(mark.key);
                    return (
                      entry && (
                        <span key={mark.key} className={classes['mark']} style={{ left: mark.left, top: mark.top }}>
                          <MarkOf
                            entry={entry}
                            shown={mark.key === left ? 'a' : mark.key === right ? 'b' : undefined}
                            onChoose={onChoose}
                          />
                        </span>
                      )
                    );
                  })}
                </div>
              </li>
            );
          })}
        </ul>
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        {t('lesion.days')}
      </Text>
    </div>
  );
}

function MarkOf({ entry, shown, onChoose }: { entry: HistoryEntry; shown: 'a' | 'b' | undefined; onChoose(id: string): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const day = words.day(entry.day);
  if (entry.__typename !== 'Captured') {
    const diagnosed = entry.__typename === 'Diagnosed';
    const said = diagnosed
      ? `${words.word('DiagnosisCode', entry.code)} (${words.word('DiagnosisConfirmation', entry.confirmation)})${entry.inForce ? '' : `, ${t('lesion.superseded')}`}`
      : words.word('ProcedureKind', entry.kind);
    const Icon = diagnosed ? IconStethoscope : IconCut;
    return (
      <Tooltip label={`${day}: ${said}`} events={{ hover: true, focus: true, touch: true }} transitionProps={{ duration: 0 }}>
        <UnstyledButton
          className={classes['event'] ?? ''}
          data-kind={entry.__typename}
          data-superseded={(diagnosed && !entry.inForce) || undefined}
          aria-label={`${day}: ${said}`}
        >
          <Icon size={18} aria-hidden />
        </UnstyledButton>
      </Tooltip>
    );
  }
  const thumbnail = entry.images[0]?.thumbnailUrl;
  const said = `${words.word('Modality', entry.facts.modality)}, ${day}`;
  return (
    <Tooltip label={said} transitionProps={{ duration: 0 }}>
      <UnstyledButton
        className={classes['picture'] ?? ''}
        data-shown={shown}
        aria-pressed={shown !== undefined}
        aria-label={thumbnail ? t('lesion.show', { what: said }) : t('lesion.showNone', { what: said })}
        disabled={!thumbnail}
        onClick={() => onChoose(entry.captureId)}
      >
        {thumbnail ? <img src={thumbnail} alt="" width={40} height={40} /> : <IconPhotoOff size={18} aria-hidden />}
        {shown && <span className={classes['shown']}>{shown === 'a' ? t('lesion.leftShort') : t('lesion.rightShort')}</span>}
      </UnstyledButton>
    </Tooltip>
  );
}
