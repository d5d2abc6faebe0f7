'use client';

import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconFlask } from '@tabler/icons-react';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { useQuery } from 'urql';
import { csvText, svgText } from '../../ui/chartFile.ts';
import { formatCount, sampleId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { ChannelFigures } from './ChannelFigures.tsx';
import { ChannelPictures } from './ChannelPictures.tsx';
import classes from './ChannelReport.module.css';
import { ChannelTable } from './ChannelTable.tsx';
import { CorrelationMatrix } from './CorrelationMatrix.tsx';
import { CHANNEL_REPORT, type ChannelReport } from './channelReportDocument.ts';
import { measuresOf } from './measures.ts';

const HEIGHT = 420;

/** What a version's channels hold and how they relate: the conclusion first, then what it stands on. */
export function ChannelReportPanel({ versionId }: { versionId: string }) {
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: CHANNEL_REPORT,
    variables: { id: versionId },
    // An import that ends between two looks brings the report.
    requestPolicy: 'cache-and-network',
  });
  const version = data?.node && 'channelReportReason' in data.node ? data.node : null;
  if (error && !version)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!version) return <Loading height={HEIGHT} />;
  const report = version.channelReport;
  if (!report) return <Empty title="There is no channel report">{version.channelReportReason}</Empty>;
  const example = version.samples?.edges[0]?.node;
  const address = `/experiments/new?version=${encodeURIComponent(versionId)}&channels=${report.keep.join('.')}`;
  return (
    <div className={classes.sections}>
      <Panel
        title="Which channels to keep"
        action={
          <Button
            component={Link}
            href={to(address)}
            size="xs"
            variant="default"
            leftSection={<IconFlask size={14} aria-hidden />}
          >
            New experiment with {report.keep.length === 1 ? 'this channel' : 'these channels'}
          </Button>
        }
      >
        <p className={classes.summary}>{report.summary}</p>
        <ChannelPictures
          channelCount={report.explainedVariance.length}
          keep={report.keep}
          example={example}
        />
        <p className={classes.note}>
          {example && `Pictures of sample ${sampleId(example.index)}; numbers`}
          {!example && 'Numbers'} of {formatCount(report.sampleCount)}{' '}
          {report.sampleCount === 1 ? 'sample' : 'samples'}.
        </p>
      </Panel>
      <div className={classes.charts}>
        {report.correlation.length > 1 && <Correlation report={report} />}
        <Figures report={report} />
      </div>
    </div>
  );
}

function Correlation({ report: { correlation } }: { report: ChannelReport }) {
  const frame = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [read, setRead] = useState<string | null>(null);
  const csv = () =>
    csvText(
      ['channel', ...correlation.map((_, channel) => `r with ${channel}`)],
      correlation.map((row, channel) => [channel, ...row]),
    );
  return (
    <Panel
      title="Correlation"
      say="How alike every two channels are, averaged over the samples."
      action={<SaveChart name="channel correlation" csv={csv} svg={() => drawing(frame.current)} />}
    >
      <div ref={ref} className={classes.chart}>
        <div ref={frame}>
          {width > 0 && <CorrelationMatrix correlation={correlation} width={width} onRead={setRead} />}
        </div>
      </div>
      <p className={classes.read}>{read ?? 'Point at a square to read it. Outlined: as good as one.'}</p>
    </Panel>
  );
}

function Figures({ report }: { report: ChannelReport }) {
  const frame = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [read, setRead] = useState<string | null>(null);
  const measures = measuresOf(report);
  const csv = () =>
    csvText(
      ['channel', 'keep', ...measures.map(({ key }) => key), 'constantShare', 'componentVariance (by rank)'],
      report.explainedVariance.map((_, channel) => [
        channel,
        String(report.keep.includes(channel)),
        ...measures.map(({ values }) => values[channel]),
        report.constantShare[channel],
        report.componentVariance[channel],
      ]),
    );
  return (
    <Panel
      title="What each channel holds"
      say={directions(report)}
      action={<SaveChart name="channel figures" csv={csv} svg={() => drawing(frame.current)} />}
    >
      <div ref={ref} className={classes.chart}>
        <div ref={frame}>
          {width > 0 && (
            <ChannelFigures measures={measures} keep={report.keep} width={width} onRead={setRead} />
          )}
        </div>
      </div>
      <p className={classes.read}>{read ?? 'Point at a bar to read it. Faint: left out.'}</p>
      <ChannelTable report={report} measures={measures} />
    </Panel>
  );
}

const ENOUGH = 0.99;

/** What the principal components across the channels say, in a sentence. */
function directions({ componentVariance }: ChannelReport): string | null {
  if (componentVariance.length < 2) return null;
  let sum = 0;
  const needed = componentVariance.findIndex((share) => {
    sum += share;
    return sum >= ENOUGH;
  });
  if (needed < 0) return 'Nothing varies in any channel.';
  const count = needed + 1;
  return `${count === 1 ? 'One principal component holds' : `${count} principal components hold`} 99 % of what the ${componentVariance.length} channels vary by.`;
}

function drawing(frame: HTMLElement | null): string | null {
  const chart = frame?.querySelector('svg');
  return chart ? svgText(chart, getComputedStyle(document.body).backgroundColor) : null;
}
