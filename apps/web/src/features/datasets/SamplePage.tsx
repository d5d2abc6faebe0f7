'use client';

import { Button, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import type { SamplePageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { NOTHING, sampleId } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import { DisplayControls } from './DisplayControls.tsx';
import { displayOf, drawnAs } from './display.ts';
import classes from './SamplePage.module.css';
import { useNeighbours } from './useNeighbours.ts';

const SAMPLE = graphql(`
  query SamplePage($id: ID!) {
    node(id: $id) {
      ... on Sample {
        id
        index
        fileName
        width
        height
        channelCount
        contentHash
        thumbnailUrl
        sources {
          fileName
          hdu
          plane
          channel
        }
        header {
          keyword
          value
          comment
        }
        hdus {
          index
          type
          name
          shape
          bitpix
          compression
        }
      }
    }
  }
`);

type Sample = Extract<NonNullable<SamplePageQuery['node']>, { header: unknown }>;

/** One sample: its channels side by side, the file's structure and its header. */
export function SamplePage({ datasetId, id }: { datasetId: string; id: string }) {
  const to = useWorkspacePath();
  const [search, change] = useSearchState();
  const [{ data, error }, refetch] = useQuery({ query: SAMPLE, variables: { id } });
  const { previous, next } = useNeighbours(datasetId, id);
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={400} />;
  const sample = data.node && 'header' in data.node ? data.node : null;
  if (!sample) return <Empty title="There is no such sample" />;
  const display = displayOf(search, sample.channelCount);
  const path = (other: string) =>
    to(`/data/${encodeURIComponent(datasetId)}/samples/${encodeURIComponent(other)}?${search}`);
  return (
    <>
      <PageHeader
        title={`Sample ${sampleId(sample.index)}`}
        detail={
          <>
            <Link href={to(`/data/${encodeURIComponent(datasetId)}`)}>Data set</Link>
            <span>{sample.fileName}</span>
            <span>
              {sample.channelCount} channels · {sample.width} × {sample.height} pixels
            </span>
          </>
        }
        actions={
          <>
            <Step href={previous && path(previous)} label="Previous sample" Icon={IconChevronLeft} />
            <Step href={next && path(next)} label="Next sample" Icon={IconChevronRight} />
          </>
        }
      />
      <DisplayControls display={display} onChange={change} />
      <div className={classes.channels}>
        {Array.from({ length: sample.channelCount }, (_, channel) => {
          const plane = sample.sources.find((source) => source.channel === channel);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
            <figure key={channel} className={classes.channel}>
              {/* biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise */}
              <img
                src={drawnAs(sample.thumbnailUrl, { ...display, channel }, 512)}
                alt={`Channel ${channel} of sample ${sampleId(sample.index)}`}
              />
              <figcaption>
                <span>Channel {channel}</span>
                <span className={classes.source}>
                  HDU {plane?.hdu ?? 0}
                  {plane?.plane == null ? '' : `, plane ${plane.plane}`}
                </span>
              </figcaption>
            </figure>
          );
        })}
      </div>
      <div className={classes.below}>
        <Structure hdus={sample.hdus} />
        <HeaderCards header={sample.header} />
      </div>
    </>
  );
}

function Step({ href, label, Icon }: { href: string | null; label: string; Icon: typeof IconChevronLeft }) {
  return href ? (
    <Button component={Link} href={href} variant="default" size="xs" aria-label={label}>
      <Icon size={16} />
    </Button>
  ) : (
    <Button variant="default" size="xs" aria-label={label} disabled>
      <Icon size={16} />
    </Button>
  );
}

const NUMBERS: Record<string, string> = {
  '8': 'uint8',
  '16': 'int16',
  '32': 'int32',
  '64': 'int64',
  '-32': 'float32',
  '-64': 'float64',
};

function Structure({ hdus }: { hdus: Sample['hdus'] }) {
  return (
    <Panel title="Structure of the file">
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">HDU</th>
              <th scope="col">Type</th>
              <th scope="col">Name</th>
              <th scope="col">Shape</th>
              <th scope="col">Numbers</th>
            </tr>
          </thead>
          <tbody>
            {hdus.map(({ index, type, name, shape, bitpix, compression }) => (
              <tr key={index}>
                <td className="number">{index}</td>
                <td>
                  {type}
                  {compression && `, ${compression}`}
                </td>
                <td>{name ?? NOTHING}</td>
                <td className="number">{shape.length ? `(${shape.join(', ')})` : NOTHING}</td>
                <td className="number">{shape.length ? (NUMBERS[String(bitpix)] ?? NOTHING) : NOTHING}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function HeaderCards({ header }: { header: Sample['header'] }) {
  const [text, setText] = useState('');
  const wanted = text.toLowerCase();
  const shown = header.filter(({ keyword, value, comment }) =>
    `${keyword} ${value ?? ''} ${comment ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <Panel
      title="Header"
      action={
        <TextInput
          aria-label="Search the header"
          placeholder="Search"
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      }
    >
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Keyword</th>
              <th scope="col">Value</th>
              <th scope="col">Comment</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ keyword, value, comment }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: COMMENT and HISTORY repeat; the place in the header is what tells cards apart
              <tr key={i}>
                <td className="number">{keyword}</td>
                <td className="number">{value === null || value === undefined ? '' : String(value)}</td>
                <td>{comment}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={classes.none}>No card holds “{text}”.</p>}
      </div>
    </Panel>
  );
}
