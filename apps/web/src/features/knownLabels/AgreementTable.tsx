import type { LabelAgreementQuery } from '../../gql/graphql.ts';
import { ClusterName } from '../../ui/ClusterName.tsx';
import { CountTable } from '../../ui/CountTable.tsx';
import { csvText } from '../../ui/chartFile.ts';
import { formatCount, formatScore } from '../../ui/format.ts';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { tableSvg } from '../../ui/tableSvg.ts';
import classes from './KnownLabels.module.css';
import { agreementWords } from './labelColumns.ts';

export type Agreement = NonNullable<NonNullable<LabelAgreementQuery['experiment']>['agreement']>;

interface AgreementTableProps {
  agreement: Agreement;
  column: string;
  /** Of the version, with and without a label. */
  sampleCount: number;
}

/** How the clusters agree with a known label: the index in words, and who is where. */
export function AgreementTable({ agreement, column, sampleCount }: AgreementTableProps) {
  const { adjustedRandIndex, clusters, names, counts } = agreement;
  const noise = clusters[0] === -1 ? counts.slice(0, names.length).reduce((sum, count) => sum + count, 0) : 0;
  const unlabelled = sampleCount - agreement.sampleCount;
  return (
    <>
      <p className={classes.conclusion}>
        Adjusted Rand index{' '}
        <span className="number" title={String(adjustedRandIndex)}>
          {formatScore(adjustedRandIndex)}
        </span>
        : {agreementWords(adjustedRandIndex)}. 1 would be the same groups, 0 is chance.
      </p>
      <CountTable
        label={`Clusters by ${column}`}
        corner={`cluster \\ ${column}`}
        rows={clusters.map((label) => ({ key: String(label), name: <ClusterName label={label} /> }))}
        columns={names.map((name) => ({ key: name, name }))}
        values={counts}
      />
      <p className={classes.note}>
        Counted are the {formatCount(agreement.sampleCount)} samples with a label
        {unlabelled > 0 && `; ${formatCount(unlabelled)} have none`}.{' '}
        {noise > 0
          ? `${formatCount(noise)} of them ${noise === 1 ? 'is' : 'are'} noise, which counts as a group of its own.`
          : 'None of them is noise.'}{' '}
        The bluer a cell, the more of its cluster it holds.
      </p>
    </>
  );
}

/** Keeps the table as a picture or as numbers. */
export function SaveAgreement({ agreement, column }: { agreement: Agreement; column: string }) {
  const { clusters, names, counts } = agreement;
  const rows = clusters.map((label, row) => ({
    name: label < 0 ? 'noise' : `cluster ${label}`,
    counts: counts.slice(row * names.length, (row + 1) * names.length),
  }));
  return (
    <SaveChart
      name={`clusters by ${column}`}
      csv={() =>
        csvText(
          ['cluster', ...names],
          rows.map((row) => [row.name, ...row.counts]),
        )
      }
      svg={() =>
        tableSvg({
          rows: rows.map(({ name }) => name),
          columns: names,
          cells: rows.flatMap((row) => {
            const total = row.counts.reduce((sum, count) => sum + count, 0);
            return row.counts.map((count) => ({ text: String(count), color: (0.7 * count) / (total || 1) }));
          }),
        })
      }
    />
  );
}
