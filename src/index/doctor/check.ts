/** What was found of one thing. */
export interface Finding {
  /** `warning`: it works, but not as well as it could. */
  readonly state: 'ok' | 'warning' | 'failed';
  /** A sentence; unless all is well it ends in what to do. */
  readonly says: string;
}

/** One thing that is looked at. */
export interface Check {
  /** A word or two. */
  readonly name: string;
  /** What it throws counts as failed. */
  readonly look: () => Finding | Promise<Finding>;
}

export function ok(says: string): Finding {
  return { state: 'ok', says };
}

export function warning(says: string): Finding {
  return { state: 'warning', says };
}

export function failed(says: string): Finding {
  return { state: 'failed', says };
}
