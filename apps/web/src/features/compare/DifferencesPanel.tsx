'use client';

import { useQuery } from 'urql';
import { CopyTable } from '../../ui/CopyTable.tsx';
import { experimentId, NOTHING } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { usePagePaths } from '../session/pagePaths.tsx';
import classes from './ComparedTable.module.css';
import { DIFFERENCES } from './compareDocuments.ts';
import { type Difference, differenceSummary, differencesOf } from './differences.ts';

interface DifferencesPanelProps {
  experiments: readonly {
    id: string;
    number: number;
    name: string;
    dataset?: { name: string } | null;
    datasetVersion?: { id: string; number: number } | null;
  }[];
}

/** What the experiments were asked to do differently, and nothing of what they have in common. */
export function DifferencesPanel({ experiments }: DifferencesPanelProps) {
  const [{ data, error }, refetch] = useQuery({
    query: DIFFERENCES,
    variables: { ids: experiments.map(({ id }) => id) },
  });
  const versionName = (id: string) => {
    const of = experiments.find(({ datasetVersion }) => datasetVersion?.id === id);
    const version = of?.datasetVersion ? `version ${of.datasetVersion.number}` : NOTHING;
    return of?.dataset ? `${of.dataset.name}, ${version}` : version;
  };
  const differences = data && differencesOf(data.compare.configDifferences, versionName);
  const hasAny = differences !== undefined && differences.length > 0;
  return (
    <Panel
      title="What differs"
      say={
        differences &&
        (hasAny
          ? `${sentence(differenceSummary(differences))} All else is the same.`
          : 'Nothing: all were asked for the same, of the same data and by the same seed.')
      }
      action={
        hasAny && (
          <CopyTable
            label="what differs"
            table={[
              ['Choice', ...experiments.map(({ number }) => experimentId(number))],
              ...differences.map(({ part, name, values }) => [`${part} ${name}`.trim(), ...values]),
            ]}
          />
        )
      }
    >
      {error && !data && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!error && !data && <Loading height={128} />}
      {hasAny && <DifferencesTable experiments={experiments} differences={differences} />}
    </Panel>
  );
}

const sentence = (text: string): string => `${(text[0] ?? '').toUpperCase()}${text.slice(1)}.`;

interface DifferencesTableProps extends DifferencesPanelProps {
  differences: readonly Difference[];
}

function DifferencesTable({ experiments, differences }: DifferencesTableProps) {
  const paths = usePagePaths();
  return (
    <ScrollRegion className={classes.scroll} aria-label="Choices that differ">
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {experiments.map((experiment) => (
              <th key={experiment.id} scope="col" className="number">
                <PageLink href={paths.experiment(experiment)} title={experiment.name}>
                  {experimentId(experiment.number)}
                </PageLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, part, name, values, isRare }) => (
            <tr key={path}>
              <th scope="row">
                {part && <span className={classes.faint}>{part} </span>}
                {name}
              </th>
              {experiments.map(({ id }, i) => (
                <td key={id} className={`number ${isRare[i] ? classes.rare : ''}`}>
                  {values[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
