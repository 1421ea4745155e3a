import { probabilityFromLogit } from '../core/calibration.ts';
import type { Manifest } from '../core/manifest.ts';
import { stepLogits } from '../core/surprise.ts';
import type { OpenModel } from './runtime.ts';
import { SequenceScorer } from './sequence-scorer.ts';
import type { Backend } from './types.ts';

/**
 * How far from its references a backend's probabilities may lie. WebAssembly may compute with 8-bit
 * weights, which is a little less exact, and the manifest says by how much.
 */
export function toleranceOf(backend: Backend, { self_test, wasm_graph }: Manifest): number {
  return backend === 'wasm' && wasm_graph ? wasm_graph.tolerance : self_test.tolerance;
}

/**
 * The largest difference between a backend's probabilities and the manifest's references; NaN when
 * any is not a number. GPU drivers that compute wrongly do so silently, and some only beyond a
 * certain length: WebGPU is tested at a short and at the full length. WebAssembly computes the same
 * on every machine, so there the short one shows that the files fit together.
 */
export async function selfTestDifference(
  backend: Backend,
  model: OpenModel,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<number> {
  const { short, full } = manifest.self_test;
  const cases = backend === 'webgpu' ? [short, full] : [short];
  const differences: number[] = [];
  for (const { ids, positions, probabilities } of cases) {
    const sequence = Int32Array.from(ids);
    let all: Float32Array = new Float32Array();
    const scorer = new SequenceScorer(model, manifest);
    await scorer.score(sequence, signal, (outputs) => {
      // Each token taken for a step of its own.
      all = Float32Array.from(outputs.logits, (_, i) => {
        const step = { start: i, end: i };
        return stepLogits(sequence, outputs, step, manifest.surprise)[0] as number;
      });
    });
    positions.forEach((position, i) => {
      const logit = all[position] ?? NaN;
      const probability = probabilityFromLogit(logit, manifest.calibration.temperature);
      differences.push(Math.abs(probability - (probabilities[i] ?? NaN)));
    });
  }
  // Math.max of nothing is -Infinity: a test without positions has shown nothing.
  return differences.length > 0 ? Math.max(...differences) : NaN;
}
