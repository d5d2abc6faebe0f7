const WANTED = [20, 19];

/** Stops with a sentence where Node is too old. Written so that an old Node can still read it. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) return;
  console.error(
    `Asterism needs Node ${WANTED.join('.')} or newer; this is ${version} (${process.execPath}). Get one from https://nodejs.org.`,
  );
  process.exit(1);
}
