import type { ModelKind } from '@asterism/ml/params';
import { NumberInput } from '@mantine/core';
import { Panel } from '../../ui/Panel.tsx';
import type { ExperimentForm, WrongAt } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';
import type { Algorithms } from './NewExperimentPage.tsx';
import { modelValues, type Recommended } from './newExperiment.ts';
import { ParamFields } from './ParamFields.tsx';
import { ProCon } from './ProCon.tsx';

interface ModelFieldsProps {
  form: ExperimentForm;
  wrong: WrongAt;
  algorithms: Algorithms;
  recommended: Recommended;
}

/** The model and how it is trained. */
export function ModelFields({ form, wrong, algorithms, recommended }: ModelFieldsProps) {
  const models = algorithms.filter(({ group }) => group === 'MODEL');
  return (
    <Panel title="3 · Model">
      <div className={classes.options} role="radiogroup" aria-label="Model">
        {models.map(({ kind, name, pro, con }) => (
          <label key={kind} className={classes.option} data-chosen={form.values.kind === kind}>
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={form.values.kind === kind}
              onChange={() => form.setValues(modelValues(kind as ModelKind, recommended))}
            />
            <span className={classes.optionName}>{name}</span>
            <ProCon pro={pro} con={con} />
          </label>
        ))}
      </div>
      <div className={classes.fields}>
        <NumberInput
          label="Latent size"
          description="Numbers that describe one image."
          {...form.getInputProps('latentSize')}
          error={wrong('model', 'latentSize')}
        />
        <NumberInput
          label="Epochs"
          description="Times every image is seen."
          {...form.getInputProps('epochs')}
          error={wrong('model', 'epochs')}
        />
        <NumberInput
          label="Batch size"
          description="Images a step."
          {...form.getInputProps('batchSize')}
          error={wrong('model', 'batchSize')}
        />
        <NumberInput
          label="Learning rate"
          description="Lower it if the loss diverges."
          step={0.0005}
          decimalScale={6}
          {...form.getInputProps('learningRate')}
          error={wrong('model', 'learningRate')}
        />
      </div>
      <ParamFields
        key={form.values.kind}
        place="model"
        parameters={models.find(({ kind }) => kind === form.values.kind)?.parameters}
        values={form.values.params}
        wrong={wrong}
        onChange={(params) => form.setFieldValue('params', params)}
      />
    </Panel>
  );
}
