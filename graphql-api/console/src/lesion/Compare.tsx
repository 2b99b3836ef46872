import { ActionIcon, Group, NativeSelect, Switch, Text, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type OpenSeadragon from 'openseadragon';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../language/words';
import type { Captured } from './LesionPage';
import { Viewer } from './Viewer';
import classes from './lesion.module.css';

interface CompareProps {
  captures: readonly Captured[];
  left: Captured | null;
  right: Captured | null;
  onLeft(captureId: string): void;
  onRight(captureId: string): void;
}

type Side = 'a' | 'b';

/** The middle of a viewer's picture; what is linked is the way from there, so that pictures of any shape keep together. */
function middleOf(viewer: OpenSeadragon.Viewer): OpenSeadragon.Point {
  return viewer.world.getItemAt(0).getBounds(true).getCenter();
}

/** Pictures of two captures side by side; linked, both show the same part at the same enlargement. */
export function Compare({ captures, left, right, onLeft, onRight }: CompareProps) {
  const { t } = useTranslation();
  const [linked, setLinked] = useState(true);
  const viewers = useRef<Record<Side, OpenSeadragon.Viewer | null>>({ a: null, b: null });
  const following = useRef(false);

  const follow = useCallback(
    (side: Side) => {
      const leader = viewers.current[side];
      const follower = viewers.current[side === 'a' ? 'b' : 'a'];
      if (!linked || following.current || !leader?.world.getItemCount() || !follower?.world.getItemCount()) {
        return;
      }
      // What the follower does in answer is not an order to the leader.
      following.current = true;
      follower.viewport.zoomTo(leader.viewport.getZoom(true), undefined, true);
      const offset = leader.viewport.getCenter(true).minus(middleOf(leader));
      follower.viewport.panTo(middleOf(follower).plus(offset), true);
      following.current = false;
    },
    [linked],
  );

  return (
    <div>
      <Switch
        size="sm"
        mb="sm"
        label={t('lesion.linked')}
        checked={linked}
        onChange={(event) => setLinked(event.currentTarget.checked)}
      />
      <div className={classes['sides']}>
        <OneSide
          name={t('lesion.left')}
          captures={captures}
          capture={left}
          onChoose={onLeft}
          onViewer={(viewer) => (viewers.current.a = viewer)}
          onMove={() => follow('a')}
        />
        <OneSide
          name={t('lesion.right')}
          captures={captures}
          capture={right}
          onChoose={onRight}
          onViewer={(viewer) => (viewers.current.b = viewer)}
          onMove={() => follow('b')}
        />
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {t('lesion.keys')}
      </Text>
    </div>
  );
}

interface OneSideProps {
  name: string;
  captures: readonly Captured[];
  capture: Captured | null;
  onChoose(captureId: string): void;
  onViewer(viewer: OpenSeadragon.Viewer | null): void;
  onMove(): void;
}

function OneSide({ name, captures, capture, onChoose, onViewer, onMove }: OneSideProps) {
  const { t } = useTranslation();
  const words = useWords();
  const viewer = useRef<OpenSeadragon.Viewer | null>(null);
  const image = capture?.images[0];
  const said = (each: Captured) =>
    [
      words.day(each.day),
      words.word('Modality', each.facts.modality),
      each.facts.technique && words.word('Technique', each.facts.technique),
    ]
      .filter(Boolean)
      .join(' · ');
  const zoom = (by: number) => {
    viewer.current?.viewport.zoomBy(by);
    viewer.current?.viewport.applyConstraints();
  };
  return (
    <figure className={classes['side']} aria-label={name}>
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          size="xs"
          className={classes['choice'] ?? ''}
          aria-label={t('lesion.choose', { side: name })}
          value={capture?.captureId ?? ''}
          onChange={(event) => event.currentTarget.value && onChoose(event.currentTarget.value)}
          data={[
            ...(capture ? [] : [{ value: '', label: t('lesion.chooseOne') }]),
            ...captures.map((each) => ({ value: each.captureId, label: said(each) })),
          ]}
        />
        <Tool label={t('lesion.zoomIn')} onClick={() => zoom(1.5)} icon={IconZoomIn} />
        <Tool label={t('lesion.zoomOut')} onClick={() => zoom(1 / 1.5)} icon={IconZoomOut} />
        <Tool label={t('lesion.whole')} onClick={() => viewer.current?.viewport.goHome()} icon={IconArrowsMaximize} />
      </Group>
      {image?.pictureUrl ? (
        <Viewer
          url={image.pictureUrl}
          label={`${name}: ${capture ? said(capture) : ''}`}
          onViewer={(made) => {
            viewer.current = made;
            onViewer(made);
          }}
          onMove={onMove}
        />
      ) : (
        <div className={classes['noViewer']}>{t('lesion.chooseOne')}</div>
      )}
      {capture && image && (
        <figcaption>
          <Text size="xs" c="dimmed">
            {[
              said(capture),
              capture.facts.ageYears !== null && t('lesion.age', { age: words.number(capture.facts.ageYears) }),
              capture.facts.site,
              t('lesion.pixels', { width: words.number(image.widthPx), height: words.number(image.heightPx) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </figcaption>
      )}
    </figure>
  );
}

function Tool({ label, onClick, icon: Icon }: { label: string; onClick(): void; icon: typeof IconZoomIn }) {
  return (
    <Tooltip label={label} transitionProps={{ duration: 0 }}>
      <ActionIcon variant="default" size={30} aria-label={label} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
