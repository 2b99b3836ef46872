import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where a running Dermatrail is, while the console is being developed. */
const server = process.env['DERMATRAIL_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // Where the jar of graphql-api is packed from.
    outDir: '../target/classes/console',
    emptyOutDir: true,
    // The server allows scripts and styles from files only, so nothing is put into the page itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 600,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/graphql', '/session', '/imports', '/pictures'].map((path) => [path, { target: server }]),
    ),
  },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
  },
});
