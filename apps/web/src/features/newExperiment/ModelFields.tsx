import { MODEL_KINDS, type ModelKind } from '@asterism/ml/params';
import { NumberInput } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import { Hint, type PartProps } from './fieldTexts.tsx';
import { counted } from './inputs.ts';
import classes from './NewExperiment.module.css';
import type { Algorithms } from './newExperimentDocuments.ts';
import { Options, toggled } from './Options.tsx';
import { ParamFields } from './ParamFields.tsx';
import { type ModelValues, modelOf, type Recommended } from './values.ts';

interface ModelFieldsProps extends PartProps {
  algorithms: Algorithms;
  recommended: Recommended;
}

/** The model and how it is trained; of a study, several. */
export function ModelFields({ algorithms, recommended, ...part }: ModelFieldsProps) {
  const { form, was } = part;
  const { isStudy, models } = form.values;
  const shown = counted(form.values, models);
  const offered = algorithms.filter(({ group }) => group === 'MODEL');
  const choose = (kind: ModelKind) => {
    const kinds = models.map((model) => model.kind);
    const next = isStudy ? toggled(kinds, kind, MODEL_KINDS) : [kind];
    form.setFieldValue(
      'models',
      next.map((one) => models.find((model) => model.kind === one) ?? modelOf(one, recommended)),
    );
  };
  return (
    <Panel title="3 · Model">
      <Options
        label={isStudy ? 'Models' : 'Model'}
        options={offered}
        chosen={shown.map(({ kind }) => kind)}
        several={isStudy}
        was={was('models')}
        onChoose={(kind) => choose(kind as ModelKind)}
      />
      {shown.map((model, index) => {
        const info = offered.find(({ kind }) => kind === model.kind);
        return (
          <fieldset key={model.kind} className={classes.settings}>
            <legend data-shown={shown.length > 1}>{info?.name ?? model.kind}</legend>
            <ModelSettings {...part} model={model} index={index} parameters={info?.parameters} />
          </fieldset>
        );
      })}
    </Panel>
  );
}

interface ModelSettingsProps extends PartProps {
  model: ModelValues;
  index: number;
  parameters: unknown;
}

const FIELDS = [
  { name: 'latentSize', label: 'Latent size', text: 'Numbers for one image.' },
  { name: 'epochs', label: 'Epochs', text: 'Times every image is seen.' },
  { name: 'batchSize', label: 'Batch size', text: 'Images a step.' },
  { name: 'learningRate', label: 'Learning rate', text: 'Lower it if the loss diverges.' },
] as const;

function ModelSettings({ form, wrong, was, model, index, parameters }: ModelSettingsProps) {
  return (
    <>
      <div className={classes.fields}>
        {FIELDS.map(({ name, label, text }) => (
          <NumberInput
            key={name}
            label={label}
            description={<Hint text={text} was={was(`${model.kind}.${name}`)} />}
            {...(name === 'learningRate' ? { step: 0.0005, decimalScale: 6 } : {})}
            {...form.getInputProps(`models.${index}.${name}`)}
            error={wrong('models', index, name)}
          />
        ))}
      </div>
      <ParamFields
        owner={model.kind}
        parameters={parameters}
        values={model.params}
        wrong={(name) => wrong('models', index, 'params', name)}
        was={was}
        onChange={(params) => form.setFieldValue(`models.${index}.params`, params)}
      />
    </>
  );
}
