/** A fit to everything, and one to everything but each fold: what says how it does on documents that it hasn't seen. */
export interface CrossFit<Fit> {
  readonly whole: Fit;
  /** By the fold that was left out. */
  readonly without: ReadonlyMap<string, Fit>;
}

/** Something that belongs to a fold: to a document, or a few. */
export interface Folded {
  readonly fold: string;
}

/**
 * Fits once to all rows, and once without each fold.
 *
 * @param fit gets the fit to all rows as well, where there is one already: a good place to begin
 */
export function crossFit<Row extends Folded, Fit>(
  rows: readonly Row[],
  fit: (rows: readonly Row[], whole: Fit | undefined) => Fit,
): CrossFit<Fit> {
  const whole = fit(rows, undefined);
  const folds = [...new Set(rows.map(({ fold }) => fold))];
  const without = folds.map((fold) => {
    const others = rows.filter((row) => row.fold !== fold);
    return [fold, fit(others, whole)] as const;
  });
  return { whole, without: new Map(without) };
}

/** The fit that a row had no part in. */
export function unseenBy<Fit>({ whole, without }: CrossFit<Fit>, { fold }: Folded): Fit {
  return without.get(fold) ?? whole;
}
