import type { ProjectionKind } from '@asterism/ml/params';
import { Panel } from '../../ui/Panel.tsx';
import type { ExperimentForm, WrongAt } from './NewExperimentForm.tsx';
import classes from './NewExperimentPage.module.css';
import type { Algorithms } from './NewExperimentPage.tsx';
import { ProCon } from './ProCon.tsx';

interface ProjectionFieldsProps {
  form: ExperimentForm;
  wrong: WrongAt;
  algorithms: Algorithms;
}

/** The maps that are drawn of the latents; one at least. */
export function ProjectionFields({ form, wrong, algorithms }: ProjectionFieldsProps) {
  const { projections } = form.values;
  const maps = algorithms.filter(({ group }) => group === 'PROJECTION');
  const error = wrong('projections');
  const toggle = (kind: ProjectionKind) => {
    const chosen = new Set(projections);
    if (!chosen.delete(kind)) chosen.add(kind);
    // In the order in which they are offered.
    form.setFieldValue(
      'projections',
      maps.map((map) => map.kind as ProjectionKind).filter((one) => chosen.has(one)),
    );
  };
  return (
    <Panel
      title="5 · Maps"
      say="To look at only: clusters are found, and scores are taken, among the latents themselves."
    >
      <fieldset className={`${classes.options} ${classes.plain}`} aria-label="Maps">
        {maps.map(({ kind, name, pro, con }) => {
          const isChosen = projections.includes(kind as ProjectionKind);
          return (
            <label key={kind} className={classes.option} data-chosen={isChosen}>
              <input type="checkbox" checked={isChosen} onChange={() => toggle(kind as ProjectionKind)} />
              <span className={classes.optionName}>{name}</span>
              <ProCon pro={pro} con={con} />
            </label>
          );
        })}
      </fieldset>
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </Panel>
  );
}
