import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { PreviewPanel } from '../preview/PreviewPanel.tsx';
import type { ExperimentForm } from './fieldTexts.tsx';
import { counted, preparationOf } from './inputs.ts';
import { NORMALIZATION_WORDS } from './PreparationFields.tsx';
import { type FormValues, preparationValues } from './values.ts';

interface FormPreviewProps {
  form: ExperimentForm;
  version: { id: string; sampleCount: number };
  /** What the form began with. */
  opened: FormValues;
}

/** What the model will see by the form's preparation; of a study, by each normalisation in turn. */
export function FormPreview({ form, version, opened }: FormPreviewProps) {
  const [wanted, setWanted] = useState('');
  const normalizations = counted(form.values, form.values.normalizations);
  const shown = normalizations.find((one) => one === wanted) ?? normalizations[0]!;
  return (
    <PreviewPanel
      version={version}
      preparation={{ ...preparationOf(form.values), normalization: shown }}
      choice={
        normalizations.length > 1 && (
          <SegmentedControl
            aria-label="Normalisation that is shown"
            data={normalizations.map((value) => ({ value, label: NORMALIZATION_WORDS[value] }))}
            value={shown}
            onChange={setWanted}
          />
        )
      }
      onReset={() => form.setValues(preparationValues(preparationOf(opened)))}
    />
  );
}
