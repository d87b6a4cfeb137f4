import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { CourtCase } from '../cases/case.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { levelWords, priceItem } from '../rules/conduct-points.js';
import { levelsOf, type MeritItem } from '../rules/conduct-table.js';
import { ConductBook } from './conduct-book.js';
import { ConductLog, refuse, wordsFault } from './conduct-log.js';
import { MERIT_TABLES, meritScope } from './conduct-scope.js';
import { MeritClaim } from './conduct.entities.js';
import { conductErrors } from './conduct.errors.js';
import type { ActWithWords } from './dto/conduct.dto.js';
import type { ClaimMerit, DecideMerit } from './dto/merit.dto.js';
import { ExtraPoints } from './extra-points.js';

/** 加分申报: claimed by the judge with evidence, approved, refused or taken back with reasons; what is counted elsewhere is not claimed here. */
@Injectable()
export class MeritsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
    private readonly extras: ExtraPoints,
  ) {}

  async claim(actor: Actor, wanted: ClaimMerit): Promise<string> {
    require(actor, 'merit.claim');
    return this.database.transaction(async () => {
      const today = this.clock.today();
      const item = this.book.merit(wanted.code, today);
      const priced = item && priceItem(item, wanted.level ?? null, item.points['min'] ?? null);
      refuse([...(await this.faults(actor, wanted, item)), ...(await this.log.evidenceFaults(wanted.evidence, true))]);
      const year = Number(today.slice(0, 4));
      const row = this.database.repository(MeritClaim).create({
        id: newId(), courtId: actor.courtId, caseId: wanted.caseId ?? null, personId: actor.personId!, code: wanted.code, evidence: wanted.document.trim(), points: new Decimal(priced!.points), claimedOn: today, approvedOn: null, approverId: null, year,
        number: await this.log.nextNumber('merit', actor.courtId, year), state: 'claimed', level: wanted.level ?? null, grounds: wanted.grounds.trim(), matter: wanted.matter?.trim() || null, settledOn: wanted.settledOn ?? null, resolution: null, entered: null, lines: null, version: 1,
      });
      await this.database.repository(MeritClaim).insert(row);
      await this.log.attach(actor, row, wanted.evidence);
      await this.log.note(actor, 'merit', row, 'claimed', {}, { state: 'claimed', code: row.code });
      return row.id;
    });
  }

  async withdraw(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'merit.claim');
    await this.database.transaction(async () => {
      const row = await this.held(actor, id, 'merit.read');
      if (row.personId !== actor.personId) throw conductErrors['conduct.notYours']({ act: '撤回申报', actEn: 'withdraw the claim', who: '申报人本人', whoEn: 'the claimant' });
      await this.log.move(actor, 'merit', row, 'withdrawn', version, {}, { words });
    });
  }

  async decide(actor: Actor, id: string, { version, approved, points, resolution, words }: DecideMerit): Promise<void> {
    require(actor, 'merit.approve');
    await this.database.transaction(async () => {
      const row = await this.others(actor, id, '审批', 'decide on the claim');
      if (!approved) {
        refuse(wordsFault(words));
        return this.log.move(actor, 'merit', row, 'refused', version, { approverId: actor.personId }, { words });
      }
      const item = this.book.merit(row.code, row.claimedOn);
      const priced = item && priceItem(item, row.level, points ?? null);
      const faults: Fault[] = [];
      if (!priced) faults.push({ path: 'points', zh: `分值应在 ${item?.points['min']}–${item?.points['max']} 之间，最多两位小数。`, en: `The points lie between ${item?.points['min']} and ${item?.points['max']}, two places at most.` });
      if (item?.needsVote && !resolution?.trim()) faults.push({ path: 'resolution', zh: `${row.code} 须经委员会表决。请填写表决结果的决议号。`, en: `${row.code} needs a vote of the committee. Give the number of its resolution.` });
      refuse(faults);
      await this.log.move(actor, 'merit', row, 'approved', version, { approvedOn: this.clock.today(), approverId: actor.personId, points: new Decimal(priced!.points), resolution: resolution?.trim() || null, lines: priced!.lines }, { words, told: { points: priced!.points, resolution: resolution?.trim() || null } });
      await this.extras.settle(row.courtId, row.personId);
    });
  }

  /** Correction: an approval that was wrong no longer counts; it stands with its reason. */
  async revoke(actor: Actor, id: string, { version, words }: ActWithWords): Promise<void> {
    require(actor, 'merit.approve');
    await this.database.transaction(async () => {
      const row = await this.others(actor, id, '撤销批准', 'revoke the approval');
      refuse(wordsFault(words));
      await this.log.move(actor, 'merit', row, 'revoked', version, {}, { words, told: { points: row.points.toFixed(2), entered: row.entered?.toFixed(2) ?? null } });
      await this.extras.settle(row.courtId, row.personId);
    });
  }

  private async faults(actor: Actor, { code, caseId, level, matter, settledOn }: ClaimMerit, item: MeritItem | null): Promise<Fault[]> {
    const today = this.clock.today();
    if (!item) return [{ path: 'code', zh: `没有施行中的条目 ${code}。请从目录中选择。`, en: `No item ${code} is in force. Choose one from the catalogue.` }];
    if (item.countedBy) return [{ path: 'code', zh: `${code} 已由调研成果 ${item.countedBy} 计分，不重复计。请到“我的调研成果”申报。`, en: `${code} is counted as research by ${item.countedBy}, not twice. Enter it under “My publications”.` }];
    const faults: Fault[] = [];
    const levels = levelsOf(item);
    if (levels.length && !(level && item.points[level] !== undefined)) faults.push({ path: 'level', zh: `请选择级别：${levels.map((one) => levelWords(one).zh).join('、')}。`, en: `Choose the level: ${levels.map((one) => levelWords(one).en).join(', ')}.` });
    if (!levels.length && level) faults.push({ path: 'level', zh: `${code} 不分级别。请去掉级别。`, en: `${code} has no levels. Leave it out.` });
    if (!actor.personId) faults.push({ path: 'personId', zh: '您的账号没有对应的人员，不能申报。', en: 'Your account stands for nobody in the register of people.' });
    const found = caseId ? await this.database.repository(CourtCase).findOneBy({ id: caseId, courtId: actor.courtId }) : null;
    if (caseId && found?.responsibleJudgeId !== actor.personId) faults.push({ path: 'caseId', zh: '加分由承办法官就本人的案件申报。请选择本人承办的案件。', en: 'A merit is claimed by the responsible judge. Choose a case of your own.' });
    if (found && !found.closedOn) faults.push({ path: 'caseId', zh: `${found.caseNumber} 尚未结案。请结案后再申报。`, en: `${found.caseNumber} is still open. Claim it once it is closed.` });
    if (!caseId && !matter?.trim()) faults.push({ path: 'matter', zh: '请选择案件，或写明是哪件事（同一事项只计最高一次）。', en: 'Choose the case, or name the matter (the same matter counts once, at its highest).' });
    if (item.quietMonths) {
      const quietUntil = settledOn ? addMonths(settledOn, item.quietMonths) : null;
      if (!quietUntil || quietUntil > today) faults.push({ path: 'settledOn', zh: `${code} 须自化解之日起 ${item.quietMonths} 个月内未再信访${quietUntil ? `，最早 ${quietUntil} 可以申报` : '，请填写化解日期'}。`, en: `${code} needs ${item.quietMonths} quiet months from the settlement${quietUntil ? `; it can be claimed from ${quietUntil}` : '; give its day'}.` });
    }
    if (await this.database.repository(MeritClaim).existsBy([{ courtId: actor.courtId, personId: actor.personId ?? '', code, ...(caseId ? { caseId } : { matter: matter?.trim() ?? '' }), state: 'claimed' }]))
      faults.push({ path: 'code', zh: '同一事项的同一条目已有一件在审批中。请等待结果或先撤回。', en: 'The same claim is awaiting approval already. Wait for it or withdraw it.' });
    return faults;
  }

  private async others(actor: Actor, id: string, act: string, actEn: string): Promise<MeritClaim> {
    const row = await this.held(actor, id, 'merit.approve');
    if (row.personId === actor.personId) throw conductErrors['conduct.own']({ act, actEn });
    return row;
  }

  private held(actor: Actor, id: string, permission: Permission): Promise<MeritClaim> {
    return this.log.held('merit', MERIT_TABLES, id, 'm', meritScope(actor, permission));
  }
}
