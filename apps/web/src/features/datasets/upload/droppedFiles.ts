/** A file to send, and where it lay in the folder that was dropped. */
export interface DroppedFile {
  file: File;
  /** The name alone outside of a folder; `night1/disc.fits` within one. */
  path: string;
}

export interface Drop {
  files: readonly DroppedFile[];
  /** Paths of what systems put into folders on their own, such as .DS_Store. */
  skipped: readonly string[];
}

/** All files of a drop, those in folders included. */
export async function droppedFiles(items: DataTransferItemList): Promise<Drop> {
  // The list is emptied as soon as the event is over: entries are taken before anything is waited for.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const lists = await Promise.all(entries.map(filesOf));
  return withoutHidden(lists.flat());
}

/** All files of a file field, for files or for a folder. */
export const chosenFiles = (files: Iterable<File>): Drop =>
  withoutHidden([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));

/** Leaves out what is hidden or lies in a hidden folder. */
export function withoutHidden(found: readonly DroppedFile[]): Drop {
  const isHidden = ({ path }: DroppedFile) => path.split('/').some((name) => name.startsWith('.'));
  return {
    files: found.filter((file) => !isHidden(file)),
    skipped: found.filter(isHidden).map(({ path }) => path),
  };
}

async function filesOf(entry: FileSystemEntry): Promise<DroppedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: DroppedFile[] = [];
  // A reader gives at most a hundred entries at a time, and none at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return found;
    for (const child of batch) found.push(...(await filesOf(child)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
