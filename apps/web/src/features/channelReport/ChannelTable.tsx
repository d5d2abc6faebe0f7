import { formatScore } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import classes from './ChannelReport.module.css';
import type { ChannelReport } from './channelReportDocument.ts';
import type { Measure } from './measures.ts';

/** The report's numbers, for who reads them rather than looks at them. */
export function ChannelTable({ report, measures }: { report: ChannelReport; measures: readonly Measure[] }) {
  const channels = report.explainedVariance.map((_, channel) => channel);
  return (
    <details className={classes.details}>
      <summary>All numbers as a table</summary>
      <ScrollRegion className={classes.scroll} aria-label="Numbers of the channels">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              <th scope="col">Recommended</th>
              {measures.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">Constant in</th>
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  r with {channel}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel}>
                <th scope="row">{channel}</th>
                <td>{report.keep.includes(channel) ? 'keep' : 'leave out'}</td>
                {measures.map(({ key, values, text }) => (
                  <td key={key} className="number">
                    {text(values[channel] ?? 0)}
                  </td>
                ))}
                <td className="number">{Math.round((report.constantShare[channel] ?? 0) * 100)} %</td>
                {channels.map((other) => (
                  <td key={other} className="number">
                    {formatScore(report.correlation[channel]?.[other])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
