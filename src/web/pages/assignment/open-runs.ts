import type { PoolSummary } from '../../../case-assignment/dto/pool.dto.js';

type OpenRun = PoolSummary['openRuns'][number];

/** The run of a nature that can be worked on now: a scheduled one stays closed until its day, so that nobody sees its draw beforehand. */
export const runAtHand = ({ openRuns, today }: PoolSummary, nature: string): OpenRun | undefined => openRuns.find((run) => run.nature === nature && run.kind !== 'urgent' && run.day <= today);
