/** How far something is. */
export interface ProgressLine {
  /** 0 to 1. */
  fraction: number;
  text: string;
  secondsLeft?: number | null;
}

/** Where a command says what it has to say. */
export interface Output {
  /** A line of what was asked for. */
  print(line: string): void;
  /** On a terminal a bar that the next one replaces; else a line where it says anything new. */
  progress(line: ProgressLine): void;
  /** A line for who looks on, which is no part of what was asked for. */
  note(line: string): void;
}

export interface TextStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const BAR_CELLS = 20;

/** Lines go to `stdout`, notes to `stderr`. */
export function createOutput(stdout: TextStream, stderr: TextStream): Output {
  let shown = '';
  let isBarOpen = false;
  const closeBar = (): void => {
    if (isBarOpen) stdout.write('\r\x1b[K');
    isBarOpen = false;
  };
  return {
    print(line) {
      closeBar();
      stdout.write(`${line}\n`);
    },
    note(line) {
      closeBar();
      stderr.write(`${line}\n`);
    },
    progress({ fraction, text, secondsLeft }) {
      const percent = `${Math.floor(fraction * 100)} %`;
      if (stdout.isTTY) {
        const line = `${bar(fraction)} ${percent.padStart(5)}  ${text}${timeLeft(secondsLeft)}`;
        stdout.write(`\r${line.slice(0, (stdout.columns ?? 80) - 1)}\x1b[K`);
        isBarOpen = true;
        return;
      }
      const line = `${percent}  ${text}`;
      if (line !== shown) stdout.write(`${line}\n`);
      shown = line;
    },
  };
}

function bar(fraction: number): string {
  const full = Math.round(fraction * BAR_CELLS);
  return '█'.repeat(full) + '░'.repeat(BAR_CELLS - full);
}

function timeLeft(seconds: number | null | undefined): string {
  if (seconds == null) return '';
  const rounded = Math.ceil(seconds);
  return rounded < 90 ? `, ${rounded} s left` : `, ${Math.ceil(rounded / 60)} min left`;
}
