'use client';

import { ExperimentPage } from './page/ExperimentPage.tsx';
import { WithExperimentId } from './WithExperimentId.tsx';

/** The experiment of an address. */
export function ExperimentByName({ name }: { name: string }) {
  return <WithExperimentId name={name}>{(id) => <ExperimentPage id={id} />}</WithExperimentId>;
}
