import { createBrowserRouter } from 'react-router';
import { Broken } from './Broken';
import { Shell } from './Shell';

/** Every page is a file of its own that is fetched when it is opened. */
export const router = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: Broken,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('../home/Home')).Home }) },
          { path: 'studies', lazy: async () => ({ Component: (await import('../studies/Studies')).Studies }) },
          { path: 'studies/:study', lazy: async () => ({ Component: (await import('../studies/StudyPage')).StudyPage }) },
          { path: 'import', lazy: async () => ({ Component: (await import('../imports/Imports')).Imports }) },
          { path: 'import/new', lazy: async () => ({ Component: (await import('../imports/NewImport')).NewImport }) },
          { path: 'import/:job', lazy: async () => ({ Component: (await import('../imports/ImportPage')).ImportPage }) },
          {
            path: 'discrepancies',
            lazy: async () => ({ Component: (await import('../discrepancies/Discrepancies')).Discrepancies }),
          },
          { path: 'cohort', lazy: async () => ({ Component: (await import('../cohort/CohortPage')).CohortPage }) },
          { path: 'lesions/:lesion', lazy: async () => ({ Component: (await import('../lesion/LesionPage')).LesionPage }) },
          { path: 'audit', lazy: async () => ({ Component: (await import('../audit/Audit')).Audit }) },
          { path: '*', lazy: async () => ({ Component: (await import('./NoSuchPage')).NoSuchPage }) },
        ],
      },
    ],
  },
]);
