const CHUNK_BYTES = 16 * 1024 * 1024;

/** Sends one file to the tus address and gives its upload's id. Rejects with a sentence. */
export async function sendTable(
  file: File,
  { uploadUrl, workspace }: { uploadUrl: string; workspace: string },
): Promise<string> {
  // Loaded when a file is sent, which most visits do not.
  const { Upload } = await import('tus-js-client');
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: uploadUrl,
      chunkSize: CHUNK_BYTES,
      retryDelays: [0, 1000, 3000, 5000],
      metadata: { filename: file.name, workspace },
      // The same file may be sent again at once, as another upload.
      storeFingerprintForResuming: false,
      onError: (error) => reject(new Error(`${file.name} could not be sent: ${error.message}`)),
      onSuccess: () =>
        resolve(new URL(upload.url ?? '', window.location.href).pathname.split('/').pop() ?? ''),
    });
    upload.start();
  });
}
