export type Kind = 'complaints' | 'entries' | 'merits' | 'honours';

/** Of a record of any of the four kinds, what the pages need to take a step. */
export interface Actable {
  id: string;
  number: string;
  version: number;
  range?: { min: string; max: string } | null;
  needsVote?: boolean;
}

export interface ActField {
  key: string;
  label: 'investigator' | 'result' | 'settledOn' | 'item' | 'points' | 'resolution';
  as: 'investigators' | 'results' | 'ordinaryItems' | 'day' | 'text';
}

export interface Act {
  path: string;
  /** Words the step asks for. */
  words: 'needed' | 'optional' | 'none';
  fields: (row: Actable) => ActField[];
  /** Sent besides. */
  fixed?: Record<string, boolean>;
}

const plain = (path: string, words: Act['words'] = 'needed', fixed?: Act['fixed']): Act => ({ path, words, fields: () => [], ...(fixed ? { fixed } : {}) });

/** How each step of the table of steps is taken over HTTP. A correction of an entry has a form of its own. */
export const ACTS: Readonly<Record<Kind, Readonly<Record<string, Act>>>> = {
  complaints: {
    assigned: { path: 'assign', words: 'none', fields: () => [{ key: 'investigatorId', label: 'investigator', as: 'investigators' }] },
    stated: plain('statement'),
    statementWaived: plain('no-statement'),
    verified: { path: 'finding', words: 'needed', fields: () => [{ key: 'result', label: 'result', as: 'results' }] },
    answered: plain('answer'),
    settled: { path: 'settlement', words: 'needed', fields: () => [{ key: 'settledOn', label: 'settledOn', as: 'day' }] },
    reopened: plain('reopen'),
    withdrawn: plain('withdraw'),
    confined: plain('discipline'),
    concluded: plain('conclusion'),
    released: { path: 'release', words: 'needed', fields: () => [{ key: 'code', label: 'item', as: 'ordinaryItems' }] },
  },
  entries: {
    acknowledged: plain('acknowledgement', 'optional'),
    objected: plain('objection'),
    kept: plain('decision', 'needed', { kept: true }),
    revoked: plain('decision', 'needed', { kept: false }),
  },
  merits: {
    withdrawn: plain('withdraw', 'optional'),
    approved: {
      path: 'decision', words: 'optional', fixed: { approved: true },
      fields: ({ range, needsVote }) => [...(range ? [{ key: 'points', label: 'points', as: 'text' } as const] : []), ...(needsVote ? [{ key: 'resolution', label: 'resolution', as: 'text' } as const] : [])],
    },
    refused: plain('decision', 'needed', { approved: false }),
    revoked: plain('revoke'),
  },
  honours: {
    confirmed: plain('decision', 'optional', { confirmed: true }),
    refused: plain('decision', 'needed', { confirmed: false }),
    revoked: plain('revoke'),
  },
};

export const SUBJECT_OF: Readonly<Record<Kind, string>> = { complaints: 'complaint', entries: 'entry', merits: 'merit', honours: 'honour' };
