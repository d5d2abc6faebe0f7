import { Button, CopyButton, SegmentedControl, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import { toStudyInput } from './inputs.ts';
import { mutationText } from './mutationText.ts';
import classes from './NewExperiment.module.css';
import { studyText } from './studyText.ts';
import { readStudyYaml } from './studyYaml.ts';
import type { FormValues, Recommended } from './values.ts';

export type ScriptLanguage = 'yaml' | 'graphql';

interface ScriptPanelProps {
  language: ScriptLanguage;
  values: FormValues;
  /** The slug. */
  workspace: string;
  version: { id: string; sampleCount: number };
  recommended: Recommended;
  onLanguage(language: ScriptLanguage): void;
  onTakeOver(values: FormValues): void;
  onClose(): void;
}

/** The form, as it is now, as what the command line and the API take. */
export function ScriptPanel(props: ScriptPanelProps) {
  const { language, values, workspace, version, onLanguage, onClose } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: browsers that give a promise back would have it taken for a clean-up.
    place.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div ref={place} className={classes.script}>
      <Panel
        title="The same from a script"
        action={
          <div className={classes.scripts}>
            <SegmentedControl
              aria-label="Language"
              data={[
                { value: 'yaml', label: 'YAML' },
                { value: 'graphql', label: 'GraphQL' },
              ]}
              value={language}
              onChange={(next) => onLanguage(next === 'yaml' ? 'yaml' : 'graphql')}
            />
            <Button variant="subtle" size="xs" onClick={onClose}>
              Close
            </Button>
          </div>
        }
      >
        {language === 'yaml' ? (
          <Yaml {...props} />
        ) : (
          <GraphQl values={values} workspace={workspace} versionId={version.id} />
        )}
      </Panel>
    </div>
  );
}

function Yaml({ values, workspace, version, recommended, onTakeOver }: ScriptPanelProps) {
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const takeOver = () => {
    const read = readStudyYaml(pasted, { recommended, sampleCount: version.sampleCount });
    setWrong(read.wrong);
    if (!read.values) return;
    setPasted('');
    onTakeOver(read.values);
  };
  return (
    <>
      <Script
        title="study.yaml"
        copy="Copy the YAML"
        text={studyText(toStudyInput(values, workspace, version.id))}
      />
      <p className={classes.note}>
        Run it with <code>npx asterism run study.yaml --wait</code>. <code>--dataset NAME</code> runs it over
        other data.
      </p>
      <Textarea
        mt={16}
        mb={8}
        label="Take over a study"
        description="Paste such a file: its choices are set in the form. The data set stays the one above."
        autosize
        minRows={2}
        maxRows={12}
        classNames={{ input: classes.code }}
        value={pasted}
        error={wrong}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <div>
        <Button variant="default" size="xs" disabled={pasted.trim() === ''} onClick={takeOver}>
          Take over
        </Button>
      </div>
    </>
  );
}

function GraphQl({
  values,
  workspace,
  versionId,
}: {
  values: FormValues;
  workspace: string;
  versionId: string;
}) {
  const { mutation, variables } = mutationText(values, workspace, versionId);
  return (
    <>
      <Script title="Mutation" copy="Copy the mutation" text={mutation} />
      <Script title="Variables" copy="Copy the variables" text={variables} />
    </>
  );
}

/** A text to be copied. */
function Script({ title, copy, text }: { title: string; copy: string; text: string }) {
  return (
    <section className={classes.scriptText} aria-label={title}>
      <header>
        <h3>{title}</h3>
        <CopyButton value={text}>
          {({ copied, copy: toClipboard }) => (
            <Button variant="default" size="compact-xs" onClick={toClipboard}>
              {copied ? 'Copied' : copy}
            </Button>
          )}
        </CopyButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached from the keyboard */}
      <pre tabIndex={0} className={classes.code}>
        {text}
      </pre>
    </section>
  );
}
