'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ModelFilesPartsFragment } from '../../gql/graphql.ts';
import { experimentId, formatBytes } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Command } from './Command.tsx';
import classes from './ModelFiles.module.css';

interface ModelFilesPanelProps {
  experiment: ModelFilesPartsFragment;
  isTrained: boolean;
}

/** The trained model to take away, and the commands that use it elsewhere. Nothing before there is one. */
export function ModelFilesPanel({ experiment: { number, modelFiles }, isTrained }: ModelFilesPanelProps) {
  if (!isTrained) return null;
  if (!modelFiles)
    return (
      <Panel title="Model files">
        <p className={classes.quiet}>
          An earlier version trained this model, before there were files to take away. Start the experiment
          anew to get them.
        </p>
      </Panel>
    );
  const { weights, card } = modelFiles;
  return (
    <Panel
      title="Model files"
      say="The weights, named and laid out as PyTorch has them, and a card that says how images are prepared for them."
    >
      <div className={classes.files}>
        <FileLink name={weights.name} url={weights.url} detail={formatBytes(weights.bytes)} />
        <FileLink name={card.name} url={card.url} detail="JSON" />
      </div>
      <details className={classes.elsewhere}>
        <summary>Use it elsewhere</summary>
        <dl className={classes.ways}>
          <dt>Fetch both files and 64 prepared images</dt>
          <dd>
            <Command text={`npx asterism model export ${experimentId(number)} --out model --images 64`} />
          </dd>
          <dt>Encode other FITS files, without a server</dt>
          <dd>
            <Command text="npx asterism model encode model *.fits --out latents.npy" />
          </dd>
          <dt>Encode in PyTorch, with examples/python</dt>
          <dd>
            <Command text="python3 examples/python/load_model.py model latents.npy" />
          </dd>
        </dl>
      </details>
    </Panel>
  );
}

function FileLink({ name, url, detail }: { name: string; url: string; detail: string }) {
  return (
    <Button
      component="a"
      href={url}
      download={name}
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} aria-hidden />}
      rightSection={<span className={classes.detail}>{detail}</span>}
      classNames={{ label: classes.name ?? '' }}
    >
      {name}
    </Button>
  );
}
