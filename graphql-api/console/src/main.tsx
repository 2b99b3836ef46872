import './kit/styles';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { theme } from './kit/theme';
import { prepareLanguage } from './language/language';
import { SessionProvider } from './session/session';
import { router } from './shell/routes';

const root = document.getElementById('root');
if (!root) {
  throw new Error('the page has no place for the console');
}

await prepareLanguage();
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} forceColorScheme="light" withCssVariables={false} withGlobalClasses={false}>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </MantineProvider>
  </StrictMode>,
);
