/** A file that a manifest lists; its hash is its identity wherever it is kept. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Keeps model files between visits, by hash, so that two models that share a file share its copy.
 * What is read may have been damaged since it was written: the reader verifies it. Writing may
 * fail, most often because the storage is full.
 */
export interface WeightStore {
  /** A whole file, unverified; null when it is not here or only in part. */
  read(file: ModelFile): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Keeps a whole file and drops its parts. */
  write(file: ModelFile, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** What has arrived of an unfinished download, from the file's start; empty when nothing has. */
  readPart(file: ModelFile): Promise<Uint8Array<ArrayBuffer>>;
  /** Adds the next bytes of a download, which begin at `offset` in the file. */
  appendPart(file: ModelFile, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** How many bytes of a file are here, whole or in part, without reading them. */
  size(file: ModelFile): Promise<number>;
  /** Forgets a file, whole and in part; a missing one is fine. */
  delete(file: ModelFile): Promise<void>;

  /** A short text kept beside the files, such as a manifest by its address; null when there is none. */
  readText(key: string): Promise<string | null>;
  writeText(key: string, text: string): Promise<void>;
  deleteText(key: string): Promise<void>;
}
