import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import type { ExperimentForm, WrongAt } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';

export const NORMALIZATION_WORDS = {
  PER_CHANNEL: 'Each channel',
  GLOBAL: 'Whole image',
  NONE: 'None',
} as const;
export const ALIGNMENT_WORDS = {
  NONE: 'None',
  CENTER: 'Centre',
  ROTATE: 'Turn upright',
  DEPROJECT: 'Face-on',
} as const;
export const GEOMETRY_WORDS = { CARTESIAN: 'As it is', POLAR: 'Polar' } as const;

const ALIGNMENT_HINTS = {
  NONE: 'Images stay as they are: where a source lies, how it is turned and how it is tilted is learned too.',
  CENTER: 'The source is moved to the middle of the image.',
  ROTATE: 'The source is moved to the middle, and its long axis is turned upright.',
  DEPROJECT:
    'Moved to the middle, turned upright, and stretched along the short axis until a thin disc is seen face-on.',
} as const;
const GEOMETRY_HINTS = {
  CARTESIAN: 'Rows and columns of the picture.',
  POLAR:
    'Unrolled around the middle: radius upwards, angle to the right. Rings become lines; with an alignment, sources fill the image alike.',
} as const;
const NORMALIZATION_HINTS = {
  PER_CHANNEL: 'Each channel gets its own black and white, so that faint ones show.',
  GLOBAL: 'One black and white for all channels of a sample, which keeps their ratios.',
  NONE: 'Values stay in their own units; only for data that are scaled already.',
} as const;
const STRETCHES = {
  LINEAR: 'Linear: as measured',
  ASINH: 'Asinh: lifts faint parts, keeps bright ones',
  LOG: 'Log: lifts faint parts most',
  SQRT: 'Square root: lifts faint parts a little',
  SQUARE: 'Square: favours bright parts',
  SINH: 'Sinh: favours bright parts more',
  POWER: 'Power: favours the brightest alone',
  HISTOGRAM: 'Histogram: every level equally full',
} as const;
const SIZES = [32, 48, 64, 96, 128, 192, 256];

const choices = <T extends string>(words: Record<T, string>, values: readonly T[]) =>
  values.map((value) => ({ value, label: words[value] }));

/** What is done to the pixels before training. */
export function PreparationFields({ form, wrong }: { form: ExperimentForm; wrong: WrongAt }) {
  const { alignment, geometry, normalization } = form.values;
  return (
    <Panel title="2 · Preparation">
      <div className={classes.fields}>
        <Choice
          label="Alignment"
          hint={ALIGNMENT_HINTS[alignment]}
          error={wrong('preprocessing', 'alignment')}
        >
          <SegmentedControl
            aria-label="Alignment"
            size="sm"
            data={choices(ALIGNMENT_WORDS, ['NONE', 'CENTER', 'ROTATE', 'DEPROJECT'])}
            {...form.getInputProps('alignment')}
          />
        </Choice>
        <Choice label="Geometry" hint={GEOMETRY_HINTS[geometry]} error={wrong('preprocessing', 'geometry')}>
          <SegmentedControl
            aria-label="Geometry"
            size="sm"
            data={choices(GEOMETRY_WORDS, ['CARTESIAN', 'POLAR'])}
            {...form.getInputProps('geometry')}
          />
        </Choice>
      </div>
      <div className={classes.fields}>
        <Choice
          label="Normalisation"
          hint={NORMALIZATION_HINTS[normalization]}
          error={wrong('preprocessing', 'normalization')}
        >
          <SegmentedControl
            aria-label="Normalisation"
            size="sm"
            data={choices(NORMALIZATION_WORDS, ['PER_CHANNEL', 'GLOBAL', 'NONE'])}
            {...form.getInputProps('normalization')}
          />
        </Choice>
        <NumberInput
          label="Black at percentile"
          description="What lies below is clipped."
          min={0}
          max={100}
          step={0.5}
          decimalScale={2}
          disabled={normalization === 'NONE'}
          {...form.getInputProps('lowerPercentile')}
          error={wrong('preprocessing', 'lowerPercentile')}
        />
        <NumberInput
          label="White at percentile"
          description="What lies above is clipped."
          min={0}
          max={100}
          step={0.5}
          decimalScale={2}
          disabled={normalization === 'NONE'}
          {...form.getInputProps('upperPercentile')}
          error={wrong('preprocessing', 'upperPercentile')}
        />
      </div>
      <div className={classes.fields}>
        <Select
          label="Stretch"
          description="How brightness is spread over the range."
          allowDeselect={false}
          data={Object.entries(STRETCHES).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('stretch')}
          error={wrong('preprocessing', 'stretch')}
        />
        <Select
          label="Size"
          description="Pixels a side that the model sees; smaller is faster."
          allowDeselect={false}
          data={SIZES.map((size) => ({ value: String(size), label: `${size} × ${size}` }))}
          value={String(form.values.size)}
          onChange={(value) => form.setFieldValue('size', Number(value))}
          error={wrong('preprocessing', 'size')}
        />
      </div>
    </Panel>
  );
}
