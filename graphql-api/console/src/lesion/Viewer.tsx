import OpenSeadragon from 'openseadragon';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './lesion.module.css';

/**
 * The viewer puts a style into the page where it finds none of its own, which the server's policy forbids. This element is
 * found in its stead; it is of no name space in which a style would mean anything. Its rule stands in lesion.module.css.
 */
function keepStylesOut(): void {
  if (!document.querySelector('style[data-openseadragon-mobile-css]')) {
    const mark = document.createElementNS('urn:dermatrail:mark', 'style');
    mark.setAttribute('data-openseadragon-mobile-css', '');
    document.head.append(mark);
  }
}

interface ViewerProps {
  url: string;
  label: string;
  onViewer(viewer: OpenSeadragon.Viewer | null): void;
  /** The reader moved or enlarged the picture. */
  onMove(): void;
}

/** A picture that can be enlarged and moved by mouse, touch and keys. */
export function Viewer({ url, label, onViewer, onMove }: ViewerProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<OpenSeadragon.Viewer | null>(null);
  const [failed, setFailed] = useState(false);
  const listeners = useRef({ onViewer, onMove });
  useEffect(() => {
    listeners.current = { onViewer, onMove };
  });

  useEffect(() => {
    if (!place.current) {
      return;
    }
    keepStylesOut();
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const made = OpenSeadragon({
      element: place.current,
      drawer: 'canvas',
      showNavigationControl: false,
      animationTime: calm ? 0 : 0.3,
      maxZoomPixelRatio: 12,
      visibilityRatio: 0.6,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
    made.addHandler('open-failed', () => setFailed(true));
    made.addHandler('open', () => setFailed(false));
    made.addHandler('animation', () => listeners.current.onMove());
    viewer.current = made;
    listeners.current.onViewer(made);
    return () => {
      viewer.current = null;
      listeners.current.onViewer(null);
      made.destroy();
    };
  }, []);

  useEffect(() => {
    viewer.current?.open({ tileSource: { type: 'image', url } });
  }, [url]);

  useEffect(() => {
    const canvas = viewer.current?.canvas;
    // Arrow keys and plus and minus are the picture's own while it has the focus.
    canvas?.setAttribute('role', 'application');
    canvas?.setAttribute('aria-label', label);
  }, [label]);

  return (
    <div className={classes['viewerFrame']}>
      <div ref={place} className={classes['viewer']} data-testid="viewer" />
      {failed && (
        <p role="alert" className={classes['failed']}>
          {t('lesion.pictureFailed')}
        </p>
      )}
    </div>
  );
}
