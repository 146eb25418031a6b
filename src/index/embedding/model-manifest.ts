import { z } from 'zod';

const manifestShape = z.strictObject({
  format: z.literal(1),
  /** Put before every question, and before every passage; may be empty. */
  questionPrefix: z.string(),
  passagePrefix: z.string(),
  /**
   * `mean` over all tokens of the pass, special tokens and prefix included; `cls`: the first token's vector; `rarity`:
   * mean over the text's own tokens, rare ones weighted more (SIF, "A Simple but Tough-to-Beat Baseline", ICLR 2017).
   */
  pooling: z.enum(['mean', 'cls', 'rarity']),
  /** Only true is known: the library compares by dot product, which is the cosine of unit vectors alone. */
  normalise: z.literal(true),
  /** `pooled`: the mean over a sentence's tokens in its passage's pass. `own`: a pass for each sentence. */
  sentenceVectors: z.enum(['pooled', 'own']),
  /** Most tokens of one pass, prefix and special tokens included. */
  maxTokens: z.int().min(16).max(8192),
  dimensions: z.int().min(8).max(4096).multipleOf(2),
  /** Whether the weights are `onnx/model_quantized.onnx` or `onnx/model.onnx`. */
  quantised: z.boolean(),
  base: z.strictObject({ model: z.string().min(1), licence: z.string().min(1) }),
});

/** What a model says of itself in its `manifest.json`: the code holds none of it. */
export type ModelManifest = Readonly<z.output<typeof manifestShape>>;

/**
 * Reads the text of a `manifest.json`.
 *
 * @returns the manifest, or every mistake in it, one a line.
 */
export function parseModelManifest(json: string): ModelManifest | { readonly mistakes: string } {
  let written: unknown;
  try {
    written = JSON.parse(json);
  } catch {
    return { mistakes: '  it is no JSON' };
  }
  const outcome = manifestShape.safeParse(written);
  if (outcome.success) return outcome.data;
  const mistakes = outcome.error.issues.map(
    ({ path, message }) => `  ${path.join('.')}: ${message}`,
  );
  return { mistakes: mistakes.join('\n') };
}
