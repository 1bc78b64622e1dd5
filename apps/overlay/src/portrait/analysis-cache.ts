import { ANALYSIS_VERSION, type Analysis } from '../core/rig/analysis.ts';
import type { Picture } from '../core/rig/picture.ts';
import { decodeAnalysis, encodeAnalysis } from './analysis-file.ts';

/** Where analyses are kept between page loads: with the relay, so that OBS finds what any page made. */
export interface AnalysisCache {
  load(picture: Picture): Promise<Analysis | null>;
  save(analysis: Analysis): Promise<void>;
}

/**
 * @param url the relay's place for this avatar's analyses, without a slash at its end
 * @param file the picture file: its hash is part of the name
 */
export async function createAnalysisCache(url: string, file: Blob, longest: number): Promise<AnalysisCache> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const name = Array.from(hash.subarray(0, 12), (b) => b.toString(16).padStart(2, '0')).join('');
  const place = `${url}/${name}-${longest}-${ANALYSIS_VERSION}`;
  return {
    async load(picture) {
      const response = await fetch(place).catch(() => null);
      return response?.ok ? decodeAnalysis(await response.blob(), picture) : null;
    },
    async save(analysis) {
      // Without it the next page load is only slower.
      await fetch(place, { method: 'PUT', body: await encodeAnalysis(analysis) }).catch(() => null);
    },
  };
}
