/** What a file costs on the way to the browser. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes. */
export interface Weight {
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** As a host serves static files: compressed once, as well as it goes. */
export const brotli = (content: Buffer): Buffer =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

export function weigh(content: Buffer): Weight {
  return {
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotli(content).length,
  };
}

export const sum = (weights: readonly Weight[]): Weight =>
  weights.reduce((one, other) => ({
    raw: one.raw + other.raw,
    gzip: one.gzip + other.gzip,
    brotli: one.brotli + other.brotli,
  }));
