import { CopyTable } from '../../../../ui/CopyTable.tsx';
import { formatCount, formatScore } from '../../../../ui/format.ts';
import { ScrollRegion } from '../../../../ui/ScrollRegion.tsx';
import { clusterName } from '../../../clustering/samples.ts';
import classes from './Clusters.module.css';
import type { HeaderSummary } from './clusterDocuments.ts';
import { headerFactsOf } from './headerFacts.ts';

const SHOWN_MOST = 6;

/** Which header keywords tell a cluster from all others; says so where none does. */
export function HeaderFacts({ summary, label }: { summary: HeaderSummary; label: number }) {
  const facts = headerFactsOf(summary, label, SHOWN_MOST);
  const { sampleCount, totalCount } = summary;
  const extent =
    sampleCount < totalCount ? ` Of ${formatCount(sampleCount)} of ${formatCount(totalCount)} headers.` : '';
  if (facts.length === 0)
    return <p className={classes.quiet}>No header keyword tells it from the others.{extent}</p>;
  return (
    <div className={classes.headers}>
      <div className={classes.headersTop}>
        <h3 className={classes.small}>In the headers</h3>
        <CopyTable
          label={`the headers of ${clusterName(label)}`}
          table={[
            ['Keyword', 'Here', 'All samples', 'Contrast'],
            ...facts.map(({ keyword, here, all, contrast }) => [keyword, here, all, contrast]),
          ]}
        />
      </div>
      <ScrollRegion className={classes.scroll} aria-label={`Headers of ${clusterName(label)}`}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Keyword</th>
              <th scope="col">Here</th>
              <th scope="col">All samples</th>
              <th scope="col" className={classes.right} title="How far it differs from all others, 0 to 1">
                Contrast
              </th>
            </tr>
          </thead>
          <tbody>
            {facts.map(({ keyword, here, all, contrast }) => (
              <tr key={keyword}>
                <th scope="row" className="number">
                  {keyword}
                </th>
                <td>{here}</td>
                <td className={classes.of}>{all}</td>
                <td className={`number ${classes.right}`}>{formatScore(contrast)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {extent && <p className={classes.quiet}>{extent}</p>}
    </div>
  );
}
