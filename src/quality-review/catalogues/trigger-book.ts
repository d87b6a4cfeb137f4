import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import type { Book, Demands, StoredVersion } from '../../court/catalogues/book.js';
import { Books } from '../../court/catalogues/books.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import type { CatalogueColumn, CatalogueContent, CatalogueVersion } from '../../rules/catalogue-changes.js';
import { faultsOfTrigger } from '../../rules/review-catalogues.js';
import { EVENT_KINDS, type ReviewWindow } from '../../rules/review-triggers.js';
import { ReviewTrigger } from '../planning/planning.entities.js';

const NUMBERS = [
  { key: 'caseNumbers', zh: '案件数', en: 'case numbers' },
  { key: 'enforcementDays', zh: '执行天数', en: 'days of enforcement' },
  { key: 'ageDays', zh: '案龄（天）', en: 'age in days' },
  { key: 'petitionsOnOneCase', zh: '同案信访次数', en: 'petitions on one case' },
] as const;

const COLUMNS: readonly CatalogueColumn[] = [
  { key: 'label', zh: '情形', en: 'trigger', kind: 'text', longest: 200 },
  { key: 'labelEn', zh: '英文', en: 'trigger in English', kind: 'text' },
  { key: 'events', zh: '触发事件', en: 'events', kind: 'choices', allowed: EVENT_KINDS, longest: 600 },
  { key: 'reviewKind', zh: '评查种类', en: 'review', kind: 'choice', allowed: { key: { zh: '重点评查', en: 'key review' }, special: { zh: '专项评查', en: 'special review' } } },
  {
    key: 'windowKind', zh: '期限方式', en: 'window', kind: 'choice',
    allowed: {
      atEvent: { zh: '自事件起', en: 'at the event' }, atClosing: { zh: '自结案起', en: 'at closing' }, backwards: { zh: '回溯（月）', en: 'months back' },
      afterFileReturned: { zh: '退卷后（天）', en: 'days after the file is back' }, beforeReply: { zh: '答复前（天）', en: 'days before the reply' },
    },
  },
  { key: 'windowCount', zh: '期限数', en: 'window number', kind: 'whole', optional: true },
  { key: 'openCase', zh: '未结案件', en: 'open case', kind: 'choice', allowed: { wait: { zh: '等到结案', en: 'waits for closing' }, refuse: { zh: '不予登记', en: 'is refused' } } },
  ...NUMBERS.map(({ key, zh, en }): CatalogueColumn => ({ key, zh, en, kind: 'whole', optional: true })),
  { key: 'active', zh: '启用', en: 'active', kind: 'flag' },
  { key: 'namedInSeed', zh: '原文点名', en: 'named in the source', kind: 'flag' },
];

/** 触发情形: which recorded events enrol a case. */
@Injectable()
export class TriggerBook implements Book, OnModuleInit {
  readonly key = 'triggers';
  readonly zh = '触发情形';
  readonly en = 'Triggers';
  readonly columns = COLUMNS;
  readonly code = /^T\d{1,3}$/;
  readonly codeExample = 'T10';
  readonly filters = ['reviewKind'] as const;
  readonly title = { zh: 'label', en: 'labelEn' };

  constructor(
    private readonly database: Database,
    private readonly books: Books,
  ) {
    this.versions = this.versions.bind(this);
  }

  onModuleInit(): void {
    this.books.offer(this);
  }

  async versions(courtId: string): Promise<StoredVersion[]> {
    const rows = await this.database.repository(ReviewTrigger).find({ where: { courtId }, order: { code: 'ASC', version: 'ASC' } });
    return rows.map(({ id, code, version, effectiveFrom, effectiveUntil, source, example, ...row }) => ({ id, code, version, effectiveFrom, effectiveUntil, source, example, content: contentOf(row) }));
  }

  async insert(courtId: string, { content, ...version }: CatalogueVersion): Promise<void> {
    const { label = '', labelEn = '', events = '', reviewKind, openCase, active, namedInSeed } = content;
    await this.database.repository(ReviewTrigger).insert({
      ...version, id: newId(), courtId, label, labelEn, events: events.split(','), reviewKind: reviewKind === 'special' ? 'special' : 'key', reviewWindow: windowOf(content),
      parameters: Object.fromEntries(NUMBERS.flatMap(({ key }) => (content[key] ? [[key, Number(content[key])]] : []))), openCase: openCase === 'refuse' ? 'refuse' : 'wait', active: active === 'true', namedInSeed: namedInSeed === 'true',
    });
  }

  async end(id: string, until: Day): Promise<void> {
    await this.database.repository(ReviewTrigger).update(id, { effectiveUntil: until });
  }

  demands(): Promise<Demands> {
    return Promise.resolve({ row: (content, _code, others) => faultsOfTrigger(content, others) });
  }
}

function contentOf({ label, labelEn, events, reviewKind, reviewWindow, parameters, openCase, active, namedInSeed }: Omit<ReviewTrigger, 'id' | 'code' | 'version' | 'effectiveFrom' | 'effectiveUntil' | 'source' | 'example'>): CatalogueContent {
  const count = reviewWindow.kind === 'backwards' ? reviewWindow.months : reviewWindow.kind === 'afterFileReturned' || reviewWindow.kind === 'beforeReply' ? reviewWindow.days : null;
  return {
    label, labelEn, events: events.join(','), reviewKind, windowKind: reviewWindow.kind, windowCount: count === null ? '' : String(count), openCase,
    ...Object.fromEntries(NUMBERS.map(({ key }) => [key, parameters[key] === undefined ? '' : String(parameters[key])])), active: String(Boolean(active)), namedInSeed: String(Boolean(namedInSeed)),
  };
}

function windowOf({ windowKind = '', windowCount = '' }: CatalogueContent): ReviewWindow {
  const count = Number(windowCount);
  if (windowKind === 'backwards') return { kind: 'backwards', months: count };
  if (windowKind === 'afterFileReturned' || windowKind === 'beforeReply') return { kind: windowKind, days: count };
  return { kind: windowKind === 'atClosing' ? 'atClosing' : 'atEvent' };
}
