import type { Sentence } from '../../../kernel/domain-error.js';
import { points, type Decimal } from '../../../kernel/exact.js';
import type { Among, PlaceRounding, Ties } from '../document-sections.js';
import type { SpecReader } from '../spec-reader.js';

export interface CompiledBand {
  key: string;
  title: Sentence;
  /** Closed lower end; null for the lowest. */
  from: Decimal | null;
}

export interface CompiledQuota {
  grade: string;
  share: Decimal | null;
  count: Decimal | null;
  per: Among;
  rounding: PlaceRounding;
  source: string;
}

export interface CompiledPlaces {
  kind: 'topShare' | 'lastN';
  key: string;
  title: Sentence;
  share: Decimal | null;
  count: Decimal | null;
  per: Among;
  rounding: PlaceRounding;
  effect: Sentence | null;
  source: string;
  ties: Ties;
}

export interface CompiledGrades {
  source: string;
  /** Highest first. */
  bands: CompiledBand[];
  decidedBy: 'score' | 'people';
  proposal: string | null;
  quotas: CompiledQuota[];
  places: CompiledPlaces[];
}

const AMONG = ['court', 'unit', 'series', 'group'] as const;
const ROUNDINGS = ['down', 'half-up', 'up'] as const;

/**
 * 等次. Faults: lower ends that coincide, a grade nobody can reach (its lower end above everything that can be earned),
 * no lowest band, a quota for a grade that is not there, and top shares or last-n without a word on equals.
 * @param most what can be earned at most, extra points included; null when open-ended
 */
export function compileGrades(spec: SpecReader, most: Decimal | null): CompiledGrades | null {
  if (!spec.has('grades')) return null;
  const own = spec.object('grades').withOwnSource();
  const source = own.text('source');
  const decidedBy = own.choice('decidedBy', ['score', 'people']);
  const proposal = decidedBy === 'people' ? proposalOf(own) : null;
  const bands = own.list('bands').map((row) => {
    const band = { key: row.text('key'), title: row.sentence('title'), from: row.spec['from'] === 'none' || (decidedBy === 'people' && !row.has('from')) ? null : row.number('from') };
    row.has('from');
    row.done();
    return band;
  });
  checkBands(own, bands, decidedBy, most);
  const keys = bands.map((band) => band.key);
  const ties = own.has('ties') ? own.choice('ties', ['all-in', 'all-out']) : null;
  const quotas = own.optionalList('quotas').map((row) => quota(row.withOwnSource(), keys, ties, decidedBy));
  quotas.forEach((one, index) => {
    if (decidedBy === 'score' && bands.find((band) => band.key === one.grade)?.from === null) {
      own.fault(`quotas[${index}].grade`, `“${one.grade}”是最低一等，名额满后无处可降。`, `“${one.grade}” is the lowest band: there is no grade to fall to when its places are taken.`);
    }
  });
  const places = [
    ...own.optionalList('topShare').map((row) => place(row.withOwnSource(), 'topShare', ties)),
    ...own.optionalList('lastN').map((row) => place(row.withOwnSource(), 'lastN', ties)),
  ];
  own.done();
  const ordered = decidedBy === 'people' ? bands : [...bands].sort((a, b) => (a.from && b.from ? b.from.cmp(a.from) : a.from ? -1 : 1));
  return { source, bands: ordered, decidedBy, proposal, quotas, places };
}

function proposalOf(own: SpecReader): string {
  const name = own.text('proposal');
  const known = own.scope.ownFacts.get(name) ?? own.scope.catalogue?.get(name);
  if (known && known.shape !== 'text' && known.shape !== 'number') own.fault('proposal', `“${name}”应是文字事实（等次的键）。`, `“${name}” must be a text fact (the key of a grade).`);
  else if (name && !known && own.scope.catalogue) own.fault('proposal', `没有名为“${name}”的事实。请在 facts 中声明（shape: text）。`, `There is no fact “${name}”. Declare it under facts (shape: text).`);
  return name;
}

function checkBands(own: SpecReader, bands: readonly CompiledBand[], decidedBy: CompiledGrades['decidedBy'], most: Decimal | null): void {
  bands.forEach((band, index) => {
    const at = `bands[${index}]`;
    if (band.key && bands.findIndex((one) => one.key === band.key) < index) own.fault(`${at}.key`, `等次“${band.key}”写了两次。`, `The grade “${band.key}” is written twice.`);
    if (decidedBy === 'people') return;
    const same = bands.findIndex((one) => (one.from && band.from ? one.from.eq(band.from) : one.from === band.from));
    if (same < index) {
      const end = band.from ? points(band.from) : 'none';
      own.fault(`${at}.from`, `“${band.key}”与“${bands[same]!.key}”的下端同为 ${end}，两段重叠，其中一个无人可得。`, `“${band.key}” and “${bands[same]!.key}” both begin at ${end}: the bands overlap and one of them is unreachable.`);
    }
    if (band.from && most && band.from.gt(most)) {
      own.fault(`${at}.from`, `“${band.key}”的下端 ${points(band.from)} 高于可得的最高分 ${points(most)}，无人可得。`, `“${band.key}” begins at ${points(band.from)}, above the most that can be earned, ${points(most)}: nobody can reach it.`);
    }
  });
  if (decidedBy === 'score' && bands.length && !bands.some((band) => band.from === null)) {
    own.fault('bands', '没有最低一等（from: none），低分者无等次可定。', 'There is no lowest band (from: none), so low scores have no grade.');
  }
}

function quota(row: SpecReader, keys: readonly string[], general: Ties | null, decidedBy: CompiledGrades['decidedBy']): CompiledQuota {
  const grade = row.text('grade');
  if (grade && !keys.includes(grade)) row.fault('grade', `没有名为“${grade}”的等次，可用：${keys.join(', ')}。`, `There is no grade “${grade}”; there are: ${keys.join(', ')}.`);
  const per = row.choice('per', AMONG);
  const { share, count, rounding } = size(row);
  if (row.has('source')) row.text('source');
  const ties = row.has('ties') ? row.choice('ties', ['all-in', 'all-out']) : general;
  if (decidedBy === 'score' && !ties) row.fault('ties', '名额边界上同分者如何处理没有写明（ties: all-out）。', 'Nothing says what becomes of equals at the edge of the quota (ties: all-out).');
  if (decidedBy === 'score' && ties === 'all-in') {
    row.fault('ties', '名额是上限，边界上的同分者全部列入会突破名额。请在此名额写 ties: all-out。', 'A quota is a ceiling: letting in all equals at its edge would break it. State ties: all-out at this quota.');
  }
  row.done();
  return { grade, share, count, per, rounding, source: String(row.spec['source'] ?? '') };
}

function size(row: SpecReader): { share: Decimal | null; count: Decimal | null; rounding: PlaceRounding } {
  if (row.has('share') === row.has('count')) row.fault('', '应写 share（百分比）或 count（人数）之一。', 'State either share (per cent) or count: one of them, not both.');
  const share = row.optionalNumber('share', { min: 0, max: 100 });
  const count = row.optionalNumber('count', { min: 0 });
  if (count && !count.isInteger()) row.fault('count', '名额必须是整数。', 'A number of places must be whole.');
  return { share, count, rounding: row.has('share') ? row.choice('rounding', ROUNDINGS) : row.choice('rounding', ROUNDINGS, 'down') };
}

function place(row: SpecReader, kind: CompiledPlaces['kind'], general: Ties | null): CompiledPlaces {
  const base = { kind, key: row.text('key'), title: row.sentence('title'), per: row.choice('per', AMONG, 'court'), source: row.text('source') };
  const ties = row.has('ties') ? row.choice('ties', ['all-in', 'all-out']) : general;
  if (!ties) row.fault('ties', `“${base.key}”边界上同分者如何处理没有写明（ties: all-in 或 all-out）。`, `Nothing says what becomes of equals at the edge of “${base.key}” (ties: all-in or all-out).`);
  const sized = kind === 'topShare' ? size(row) : { share: null, count: row.number('count', { min: 0 }), rounding: 'down' as const };
  if (kind === 'lastN' && !sized.count!.isInteger()) row.fault('count', '名额必须是整数。', 'A number of places must be whole.');
  const effect = kind === 'lastN' ? row.sentence('effect') : null;
  row.done();
  return { ...base, ...sized, effect, ties: ties ?? 'all-out' };
}
