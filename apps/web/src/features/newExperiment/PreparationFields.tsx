import { NORMALIZATIONS } from '@asterism/ml/params';
import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import { Choice } from './Choice.tsx';
import { Hint, type PartProps, type WrongAt } from './fieldTexts.tsx';
import { counted } from './inputs.ts';
import classes from './NewExperiment.module.css';
import { toggled } from './Options.tsx';

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

/** Of several normalisations each has the same problem with what they share. */
const wrongInAny = (wrong: WrongAt, count: number, name: string): string | undefined =>
  Array.from({ length: count }, (_, i) => wrong('preprocessings', i, name)).find(Boolean);

/** What is done to the pixels before training. */
export function PreparationFields({ form, wrong, was }: PartProps) {
  const { alignment, geometry, isStudy, normalizations } = form.values;
  const shown = counted(form.values, normalizations);
  const areUnscaled = shown.every((normalization) => normalization === 'NONE');
  const wrongAt = (name: string) => wrongInAny(wrong, shown.length, name);
  return (
    <Panel title="2 · Preparation">
      <div className={classes.fields}>
        <Choice
          label="Alignment"
          hint={ALIGNMENT_HINTS[alignment]}
          was={was('alignment')}
          error={wrongAt('alignment')}
        >
          <SegmentedControl
            aria-label="Alignment"
            size="sm"
            data={choices(ALIGNMENT_WORDS, ['NONE', 'CENTER', 'ROTATE', 'DEPROJECT'])}
            {...form.getInputProps('alignment')}
          />
        </Choice>
        <Choice
          label="Geometry"
          hint={GEOMETRY_HINTS[geometry]}
          was={was('geometry')}
          error={wrongAt('geometry')}
        >
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
          hint={shown.map((normalization) => NORMALIZATION_HINTS[normalization]).join(' ')}
          was={was('normalizations')}
          error={wrongAt('normalization')}
        >
          {isStudy ? (
            <fieldset className={`${classes.checks} ${classes.plain}`} aria-label="Normalisations">
              {NORMALIZATIONS.map((one) => (
                <Checkbox
                  key={one}
                  label={NORMALIZATION_WORDS[one]}
                  checked={shown.includes(one)}
                  disabled={shown.length === 1 && shown.includes(one)}
                  onChange={() => form.setFieldValue('normalizations', toggled(shown, one, NORMALIZATIONS))}
                />
              ))}
            </fieldset>
          ) : (
            <SegmentedControl
              aria-label="Normalisation"
              size="sm"
              data={choices(NORMALIZATION_WORDS, ['PER_CHANNEL', 'GLOBAL', 'NONE'])}
              value={shown[0]!}
              onChange={(chosen) =>
                form.setFieldValue(
                  'normalizations',
                  NORMALIZATIONS.filter((one) => one === chosen),
                )
              }
            />
          )}
        </Choice>
        <NumberInput
          label="Black at percentile"
          description={<Hint text="What lies below is clipped." was={was('lowerPercentile')} />}
          min={0}
          max={100}
          step={0.5}
          decimalScale={2}
          disabled={areUnscaled}
          {...form.getInputProps('lowerPercentile')}
          error={wrongAt('lowerPercentile')}
        />
        <NumberInput
          label="White at percentile"
          description={<Hint text="What lies above is clipped." was={was('upperPercentile')} />}
          min={0}
          max={100}
          step={0.5}
          decimalScale={2}
          disabled={areUnscaled}
          {...form.getInputProps('upperPercentile')}
          error={wrongAt('upperPercentile')}
        />
      </div>
      <div className={classes.fields}>
        <Select
          label="Stretch"
          description={<Hint text="How brightness is spread over the range." was={was('stretch')} />}
          allowDeselect={false}
          data={Object.entries(STRETCHES).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('stretch')}
          error={wrongAt('stretch')}
        />
        <Select
          label="Size"
          description={
            <Hint text="Pixels a side that the model sees; smaller is faster." was={was('size')} />
          }
          allowDeselect={false}
          data={SIZES.map((size) => ({ value: String(size), label: `${size} × ${size}` }))}
          value={String(form.values.size)}
          onChange={(value) => form.setFieldValue('size', Number(value))}
          error={wrongAt('size')}
        />
      </div>
    </Panel>
  );
}
