import { Modal, Popover, createTheme } from '@mantine/core';

/** The kit's settings. Colours stand in base.css, where the kit reads them as variables. */
export const theme = createTheme({
  primaryColor: 'blue',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Locking the page's scroll would put a style into the page, which the server's policy forbids.
    Modal: Modal.extend({ defaultProps: { lockScroll: false } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', withinPortal: true } }),
  },
});
