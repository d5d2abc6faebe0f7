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
  const lists = [...items].map(async (item): Promise<DroppedFile[]> => {
    const entry = item.webkitGetAsEntry();
    if (entry) return filesOf(entry);
    // What another page or a script drops lies in no folder.
    const file = item.getAsFile();
    return file ? [{ file, path: file.name }] : [];
  });
  return withoutHidden((await Promise.all(lists)).flat());
}

/** All files of a file field, for files or for a folder. */
export const chosenFiles = (files: Iterable<File>): Drop =>
  withoutHidden([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));

// A folder is read in no order that means something.
const inNaturalOrder = new Intl.Collator('en', { numeric: true }).compare;

/**
 * In natural order, without what is hidden or lies in a hidden folder. A folder that all files lie in says nothing of
 * them and is left out of their paths.
 */
export function withoutHidden(found: readonly DroppedFile[]): Drop {
  const isHidden = ({ path }: DroppedFile) => path.split('/').some((name) => name.startsWith('.'));
  const shown = found.filter((file) => !isHidden(file));
  const above = commonFolder(shown.map(({ path }) => path));
  return {
    files: shown
      .map(({ file, path }) => ({ file, path: path.slice(above) }))
      .sort((a, b) => inNaturalOrder(a.path, b.path)),
    skipped: found.filter(isHidden).map(({ path }) => path),
  };
}

/** How many characters the folders take that all paths begin with. */
function commonFolder(paths: readonly string[]): number {
  const [first = ''] = paths;
  let length = first.lastIndexOf('/') + 1;
  for (const path of paths)
    while (length > 0 && !path.startsWith(first.slice(0, length)))
      length = first.lastIndexOf('/', length - 2) + 1;
  return length;
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
