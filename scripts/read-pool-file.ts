import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PoolReader, type ReadPool } from '../src/core/read-pool.ts';

/** Reads a pool from a file or, without one, from standard input, line by line. */
export async function readPoolFile(file: string | undefined): Promise<ReadPool> {
  const reader = new PoolReader();
  const input = file ? createReadStream(file) : process.stdin;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) reader.read(line);
  return reader.result;
}
