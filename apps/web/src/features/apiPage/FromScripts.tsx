'use client';

import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import { useSession } from '../session/session.tsx';
import classes from './ApiPage.module.css';

/** How a script asks the same, with a token in place of the session. */
export function FromScripts() {
  const { workspace } = useSession();
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(window.location.origin), []);
  const query = `{ workspace(slug: \\"${workspace.slug}\\") { name role } }`;
  const ways = [
    ['Address', `${origin}/graphql`],
    ['Subscriptions (graphql-ws)', `${origin.replace(/^http/, 'ws')}/graphql`],
    [
      'A first question, with a token of yours in ASTERISM_TOKEN',
      `curl ${origin}/graphql -H "authorization: Bearer $ASTERISM_TOKEN" -H "content-type: application/json" -d '{"query": "${query}"}'`,
    ],
  ] as const;
  return (
    <Panel
      title="From a script"
      say="The same queries, with one of the tokens below in place of the session."
    >
      <dl className={classes.ways}>
        {ways.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{text}</code>
              <CopyButton value={text}>
                {({ copied, copy }) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={copied ? 'Copied' : `Copy: ${name}`}
                    onClick={copy}
                  >
                    {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
                  </ActionIcon>
                )}
              </CopyButton>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
