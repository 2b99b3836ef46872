import { askJson } from '../session/http';

/** A mapping that comes with the registry. */
export interface ReadyMapping {
  name: string;
  study: string;
  title: string;
  joins: readonly string[];
}

export type ImportState = 'RUNNING' | 'FINISHED' | 'STOPPED' | 'FAILED' | 'UNDONE';

export interface ImportInList {
  import: string;
  source: string | null;
  study: string | null;
  state: ImportState;
  startedAt: string;
}

export interface Fault {
  code: string;
  sentence: string;
}

export interface PreviewedCapture {
  id: string;
  lesion: string | null;
  participant: string | null;
  site: string;
  modality: string;
  day: number | null;
  ageYears: number | null;
  sex: string | null;
  anatomicSite: string | null;
  laterality: string | null;
  diagnosis: string | null;
  confirmation: string | null;
}

export type PreviewedRow = { row: number; capture: PreviewedCapture } | { row: number; problem: { code: string; reason: string } };

/** What the first rows of a table would become; nothing is recorded. */
export interface Preview {
  issuer: string | null;
  study: string | null;
  studyTitle: string | null;
  columns: readonly { column: string; meaning: string | null }[];
  rows: readonly PreviewedRow[];
  fault: Fault | null;
}

export interface ImportReport {
  received: number;
  recorded: number;
  corrected: number;
  duplicates: number;
  quarantined: number;
  lesions: number;
  unlinked: number;
  discrepancies: Readonly<Record<string, number>>;
  remarks: readonly string[];
  seconds: number;
}

export interface ImportProgress {
  import: string;
  state: ImportState;
  rows: number;
  bytesRead: number;
  bytesInAll: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
  report: ImportReport | null;
  fault: Fault | null;
}

export interface RowProblem {
  file: string;
  row: number;
  code: string;
  reason: string;
}

const at = (...parts: string[]) => ['/imports', ...parts.map(encodeURIComponent)].join('/');

export const imports = {
  mappings: (signal?: AbortSignal) => askJson<ReadyMapping[]>('/imports/mappings', signal ? { signal } : {}),
  list: (signal?: AbortSignal) => askJson<ImportInList[]>('/imports', signal ? { signal } : {}),
  upload: (form: FormData) => askJson<{ upload: string }>('/imports/uploads', { method: 'POST', body: form }),
  preview: (upload: string, signal?: AbortSignal) => askJson<Preview>(at('uploads', upload, 'preview'), signal ? { signal } : {}),
  run: (upload: string) => askJson<{ import: string }>(at('uploads', upload, 'run'), { method: 'POST' }),
  progress: (job: string, signal?: AbortSignal) => askJson<ImportProgress>(at(job), signal ? { signal } : {}),
  problems: (job: string, after: string | null, signal?: AbortSignal) =>
    askJson<{ problems: RowProblem[]; next: string | null }>(
      `${at(job, 'problems')}?first=50${after === null ? '' : `&after=${encodeURIComponent(after)}`}`,
      signal ? { signal } : {},
    ),
  stop: (job: string) => askJson<unknown>(at(job, 'stop'), { method: 'POST' }),
} as const;
