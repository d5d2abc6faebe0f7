import { SegmentedControl, Select } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import type { ExperimentForm, WrongAt } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';

export const NORMALIZATION_WORDS = {
  PER_CHANNEL: 'Each channel',
  GLOBAL: 'Whole image',
  NONE: 'None',
} as const;
const SIZES = [32, 64, 96, 128, 192, 256];

/** What is done to the pixels before training. */
export function PreparationFields({ form, wrong }: { form: ExperimentForm; wrong: WrongAt }) {
  return (
    <Panel title="2 · Preparation">
      <div className={classes.fields}>
        <Choice
          label="Normalisation"
          hint="Which pixels set the black and the white of each image. Each channel by itself shows faint ones; the whole image together keeps their ratios."
          error={wrong('preprocessing', 'normalization')}
        >
          <SegmentedControl
            aria-label="Normalisation"
            size="sm"
            data={(['PER_CHANNEL', 'GLOBAL', 'NONE'] as const).map((value) => ({
              value,
              label: NORMALIZATION_WORDS[value],
            }))}
            {...form.getInputProps('normalization')}
          />
        </Choice>
        <Select
          label="Size"
          description="Pixels a side that the model sees; smaller is faster."
          data={SIZES.map((size) => ({ value: String(size), label: `${size} × ${size}` }))}
          value={String(form.values.size)}
          onChange={(value) => form.setFieldValue('size', Number(value))}
          error={wrong('preprocessing', 'size')}
        />
      </div>
    </Panel>
  );
}
