import { EVERYTHING } from '../cohort/criteria';
import type { Criterion, Group } from '../cohort/criteria';
import type { View } from '../cohort/question';

/** A question to begin with. */
export interface Example {
  name: 'melanoma' | 'multimodal' | 'followed' | 'facial';
  root: Group;
  view: View;
}

const all = (...children: Criterion[]): Group => ({ ...EVERYTHING, children });
const values = (field: string, ...given: string[]): Criterion => ({ kind: 'values', field, not: false, values: given });

/** Questions that show what can be asked; each opens ready to be changed. */
export const EXAMPLES: readonly Example[] = [
  { name: 'followed', root: all({ kind: 'range', field: 'lesionCaptures', not: false, from: 3, to: null }), view: 'table' },
  { name: 'multimodal', root: all(values('lesionModalities', 'DMS'), values('lesionModalities', 'CFM', 'OCT')), view: 'table' },
  { name: 'melanoma', root: all(values('diagnosisGroup', 'MALIGNANT', 'MEL'), values('confirmation', 'HISTOPATHOLOGY')), view: 'table' },
  { name: 'facial', root: all(values('anatomicRegion', 'FACE'), values('modality', 'XC', 'DMS')), view: 'pictures' },
];
