import { PROJECTION_KINDS, type ProjectionKind } from '@asterism/ml/params';
import { Panel } from '../../ui/Panel.tsx';
import type { PartProps } from './fieldTexts.tsx';
import type { Algorithms } from './newExperimentDocuments.ts';
import { Options, toggled } from './Options.tsx';

interface ProjectionFieldsProps extends PartProps {
  algorithms: Algorithms;
}

/** The maps that are drawn of the latents; one at least. */
export function ProjectionFields({ form, wrong, was, algorithms }: ProjectionFieldsProps) {
  const { projections } = form.values;
  return (
    <Panel
      title="5 · Maps"
      say="To look at only: clusters are found, and scores are taken, among the latents themselves."
    >
      <Options
        label="Maps"
        options={algorithms.filter(({ group }) => group === 'PROJECTION')}
        chosen={projections}
        several
        was={was('projections')}
        error={wrong('projections')}
        onChoose={(kind) =>
          form.setFieldValue('projections', toggled(projections, kind as ProjectionKind, PROJECTION_KINDS))
        }
      />
    </Panel>
  );
}
