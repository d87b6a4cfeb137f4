import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { CatalogueProposal } from '../../court/catalogues/catalogue.entities.js';
import type { StoredVersion } from '../../court/catalogues/book.js';
import { Clock } from '../../platform/clock.js';
import type { Page } from '../../platform/http/list.dto.js';
import { require } from '../../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import type { SettingChange, SettingLogQuery } from './dto/ranking-settings.dto.js';
import { SettingRows } from './setting-rows.js';
import { isRankingSetting, settingTitle, settingWords, unitOf } from './setting-words.js';

const STATE_WORDS: Readonly<Record<SettingChange['state'], { zh: string; en: string }>> = {
  inForce: { zh: '施行中', en: 'in force' }, planned: { zh: '待施行', en: 'to take effect' }, replaced: { zh: '已被替代', en: 'replaced' }, proposed: { zh: '待批准', en: 'awaits approval' }, refused: { zh: '未批准', en: 'refused' }, withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** The log of the settings: every value with who proposed and decided it, when, why and from which clause; what was refused too. */
@Injectable()
export class SettingLog {
  constructor(
    private readonly clock: Clock,
    private readonly rows: SettingRows,
  ) {}

  async page(actor: Actor, query: SettingLogQuery): Promise<Page<SettingChange>> {
    const all = await this.all(actor, query);
    const { page, pageSize } = query;
    return { items: all.slice((page - 1) * pageSize, page * pageSize), total: all.length, page, pageSize };
  }

  async table(actor: Actor, query: SettingLogQuery): Promise<OutgoingTable> {
    const { language } = actor;
    const zh = language === 'zh';
    const all = await this.all(actor, query);
    return {
      title: zh ? '排名与区间设置记录' : 'Log of ranking settings',
      head: zh ? ['设置', '参数', '原值', '新值', '生效日期', '依据', '事由', '提出', '提出时间', '批准', '批准时间', '意见', '状态'] : ['Setting', 'Parameter', 'Before', 'After', 'In force from', 'Source', 'Reason', 'Proposed by', 'Proposed at', 'Decided by', 'Decided at', 'Remark', 'State'],
      rows: all.map((one) => [
        one.title[language], one.code, one.before?.[language] ?? '', one.after[language], one.effectiveFrom, one.source, one.reason ?? '', one.proposedBy ?? '', one.proposedAt ?? '', one.decidedBy ?? '', one.decidedAt ?? '', one.decisionReason ?? '', STATE_WORDS[one.state][language],
      ]),
    };
  }

  private async all(actor: Actor, { q, state, code }: SettingLogQuery): Promise<SettingChange[]> {
    require(actor, 'catalogue.read');
    const today = this.clock.today();
    const { versions, proposals } = await this.rows.kept(actor.courtId);
    const kept = [...versions].flatMap(([, rows]) => rows.map((row, index) => ofVersion(row, rows[index - 1], proposals, today)));
    const undecided = proposals.filter(({ status }) => status !== 'approved').flatMap((proposal) => ofProposal(proposal, versions));
    const words = q?.trim().toLowerCase() ?? '';
    return [...kept, ...undecided]
      .filter((one) => (!state || one.state === state) && (!code || one.code.startsWith(code)) && (!words || [one.code, one.title.zh, one.title.en, one.reason ?? '', one.source, one.proposedBy ?? '', one.decidedBy ?? ''].some((text) => text.toLowerCase().includes(words))))
      .sort((a, b) => (whenOf(a) === whenOf(b) ? (a.code < b.code ? -1 : 1) : whenOf(a) < whenOf(b) ? 1 : -1));
  }
}

function whenOf({ decidedAt, proposedAt, effectiveFrom }: SettingChange): string {
  return decidedAt ?? proposedAt ?? effectiveFrom;
}

function ofVersion(row: StoredVersion, before: StoredVersion | undefined, proposals: readonly CatalogueProposal[], today: string): SettingChange {
  const { id, code, content, effectiveFrom, effectiveUntil, source, example } = row;
  const by = proposals.find((one) => one.status === 'approved' && one.effectiveFrom === effectiveFrom && one.changes.some((change) => change.code === code && change.content?.['value'] === content['value']));
  return {
    id, code, effectiveFrom, source, example, title: settingTitle(code), before: before ? wordsOf(code, before.content) : null, after: wordsOf(code, content),
    state: effectiveFrom > today ? 'planned' : effectiveUntil !== null && effectiveUntil <= today ? 'replaced' : 'inForce',
    ...(by ? whoDid(by) : { reason: null, proposedBy: null, proposedAt: null, decidedBy: null, decidedAt: null, decisionReason: null, proposal: null }),
  };
}

function ofProposal(proposal: CatalogueProposal, versions: ReadonlyMap<string, StoredVersion[]>): SettingChange[] {
  return proposal.changes.flatMap(({ code, content }) => {
    if (!content || !isRankingSetting(code)) return [];
    const held = (versions.get(code) ?? []).filter(({ effectiveFrom }) => effectiveFrom < proposal.effectiveFrom).pop();
    return [{
      id: `${proposal.id} ${code}`, code, effectiveFrom: proposal.effectiveFrom, source: proposal.source, example: false, title: settingTitle(code), before: held ? wordsOf(code, held.content) : null, after: wordsOf(code, content),
      state: proposal.status as 'proposed' | 'refused' | 'withdrawn', ...whoDid(proposal),
    }];
  });
}

function whoDid({ id, title, proposedBy, proposedAt, decidedBy, decidedAt, decisionReason }: CatalogueProposal): Pick<SettingChange, 'reason' | 'proposedBy' | 'proposedAt' | 'decidedBy' | 'decidedAt' | 'decisionReason' | 'proposal'> {
  return { reason: title, proposedBy, proposedAt, decidedBy, decidedAt, decisionReason, proposal: id };
}

function wordsOf(code: string, content: Record<string, string>): { zh: string; en: string } {
  return settingWords(code, unitOf(code, content['unit']), content['value'] ?? '');
}
