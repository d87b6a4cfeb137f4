import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay } from '../../kernel/day.js';
import type { Fault } from '../../kernel/domain-error.js';
import { parsePeriod } from '../../kernel/evaluation-period.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { lastDayOf } from '../../court/service-record.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { nameOf } from '../../platform/permissions/court-wide.js';
import { require } from '../../platform/permissions/data-scope.js';
import { BULLETIN_STATES, BULLETIN_STEPS, bulletinNumber, nextNumber, samePerson, type BulletinAction } from '../../rules/bulletin.js';
import type { Flag } from '../../rules/bulletin-text.js';
import { Bulletin, BulletinCorrigendum } from './bulletin.entities.js';
import { BulletinContent, sha256, type ComposedBulletin, type FrozenBulletin } from './bulletin-content.js';
import { BulletinKinds } from './bulletin-kinds.js';
import { BulletinLog } from './bulletin-log.js';
import { bulletinErrors } from './bulletins.errors.js';
import type { BulletinStepInput, DraftBulletin, IssueCorrigendum, WriteBulletin } from './dto/bulletins.dto.js';

/** 通报: drafted from data, written, checked by another, signed by a third, numbered, frozen, published; then only corrected beside. */
@Injectable()
export class BulletinsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly kinds: BulletinKinds,
    private readonly content: BulletinContent,
    private readonly log: BulletinLog,
    private readonly parameters: CourtParameters,
  ) {}

  async draft(actor: Actor, { kind, period: key }: DraftBulletin): Promise<string> {
    require(actor, 'bulletin.draft');
    this.kinds.requireKeeper(actor, kind);
    const [wanted, period] = [this.kinds.of(kind), this.content.periodOf(key)];
    if (wanted.periods && wanted.periods !== period.kind) throw bulletinErrors['bulletin.periodOfAnotherKind']({ period: key, title: wanted.name.zh, titleEn: wanted.name.en });
    if (period.from > this.clock.today()) throw bulletinErrors['bulletin.periodNotOver']({ period: key });
    return this.database.transaction(async () => {
      await this.holdCourt(actor.courtId);
      await wanted.ready?.(actor.courtId, period);
      const earlier = await this.database.repository(Bulletin).findOneBy({ courtId: actor.courtId, kind, period: key, status: Not('withdrawn') });
      if (earlier) throw bulletinErrors['bulletin.exists']({ period: key, title: wanted.name.zh, state: BULLETIN_STATES[earlier.status].zh, stateEn: BULLETIN_STATES[earlier.status].en });
      const id = newId();
      const sections = wanted.draft(await wanted.data(actor.courtId, period, true), period);
      const bulletin = {
        id, courtId: actor.courtId, kind, period: key, title: wanted.title(period), status: 'draft' as const, anonymous: true, sections, sources: [], year: null, number: null,
        writtenBy: [who(actor)], checkedBy: null, signedBy: null, signedAt: null, publishedOn: null, frozen: null, digest: null, createdAt: this.clock.instant(), version: 1,
      };
      await this.database.repository(Bulletin).insert(bulletin);
      await this.log.note(actor, bulletin, 'draft', null);
      this.audit.record(actor, { action: 'bulletin.drafted', subjectKind: 'bulletin', subjectId: id, after: { kind, period: key, title: bulletin.title, sections } });
      return id;
    });
  }

  async write(actor: Actor, id: string, { version, title, anonymous, sections, sources }: WriteBulletin): Promise<void> {
    require(actor, 'bulletin.draft');
    await this.database.transaction(async () => {
      const bulletin = await this.log.held(actor, id);
      this.kinds.requireKeeper(actor, bulletin.kind);
      if (bulletin.status !== 'draft') throw bulletinErrors['bulletin.notNow']({ state: BULLETIN_STATES[bulletin.status].zh, stateEn: BULLETIN_STATES[bulletin.status].en, action: '修改', actionEn: 'change it' });
      const faults = writingFaults(bulletin, { title, sections, sources });
      if (faults.length) throw bulletinErrors['bulletin.faulty']({ count: faults.length }, faults);
      const changes = { title: title.trim(), anonymous, sections: sections.map(({ key, heading, body }) => ({ key, heading: heading.trim(), body })), sources: sources.filter(({ source }) => source.trim() !== '').map(({ section, text, source }) => ({ section, text, source: source.trim() })) };
      const writtenBy = [...new Set([...bulletin.writtenBy, who(actor)])];
      await this.log.change(actor, bulletin, version, { ...changes, writtenBy });
      const rewritten = changes.sections.filter(({ key, heading, body }) => !bulletin.sections.some((one) => one.key === key && one.heading === heading && one.body === body));
      const before = { title: bulletin.title, anonymous: bulletin.anonymous, sections: bulletin.sections.filter(({ key }) => rewritten.some((one) => one.key === key)), sources: bulletin.sources };
      this.audit.record(actor, { action: 'bulletin.written', subjectKind: 'bulletin', subjectId: id, before, after: { ...changes, sections: rewritten } });
    });
  }

  async send(actor: Actor, id: string, { version, words }: BulletinStepInput): Promise<void> {
    require(actor, 'bulletin.draft');
    await this.database.transaction(async () => {
      const bulletin = await this.log.held(actor, id);
      this.kinds.requireKeeper(actor, bulletin.kind);
      this.log.mayMove(bulletin, 'send');
      const { flags } = await this.content.compose(bulletin);
      const faults = [...bulletin.sections.flatMap(emptyFault), ...flags.filter(({ source }) => source === null).map(flagFault)];
      if (faults.length) throw bulletinErrors['bulletin.unsettled']({ count: faults.length }, faults);
      await this.log.move(actor, bulletin, 'send', version, { writtenBy: [...new Set([...bulletin.writtenBy, who(actor)])], checkedBy: null }, words ?? null);
    });
  }

  async sendBack(actor: Actor, id: string, { version, words }: BulletinStepInput): Promise<void> {
    await this.database.transaction(async () => {
      const bulletin = await this.log.held(actor, id);
      // Who may refuse it is who would pass it: the checker before, the signer after the check.
      require(actor, bulletin.status === 'checked' ? 'bulletin.sign' : 'bulletin.check');
      if (!words?.trim()) throw bulletinErrors['bulletin.reasonMissing']();
      await this.log.move(actor, bulletin, 'return', version, { checkedBy: null }, words);
    });
  }

  async check(actor: Actor, id: string, { version, words, seen }: BulletinStepInput): Promise<void> {
    require(actor, 'bulletin.check');
    await this.database.transaction(async () => {
      const bulletin = await this.log.held(actor, id);
      this.stranger(actor, bulletin, 'check');
      await this.asSeen(bulletin, seen, 'check');
      await this.log.move(actor, bulletin, 'check', version, { checkedBy: who(actor) }, words ?? null, { seen });
    });
  }

  /** The number, the figures and the words become fixed in one transaction. */
  async sign(actor: Actor, id: string, { version, words, seen }: BulletinStepInput): Promise<void> {
    require(actor, 'bulletin.sign');
    await this.database.transaction(async () => {
      await this.holdCourt(actor.courtId);
      const bulletin = await this.log.held(actor, id);
      this.stranger(actor, bulletin, 'sign');
      const last = lastDayOf(parsePeriod(bulletin.period)!);
      if (last >= this.clock.today()) throw bulletinErrors['bulletin.stillRunning']({ period: bulletin.period, last });
      const composed = await this.asSeen(bulletin, seen, 'sign');
      const now = this.clock.now();
      const year = Number(chinaDay(now).slice(0, 4));
      const taken = await this.database.rows<{ number: number }>('SELECT b.number AS number FROM bulletin b WHERE b.court_id = :courtId AND b.kind = :kind AND b.year = :year AND b.number IS NOT NULL', { courtId: bulletin.courtId, kind: bulletin.kind, year });
      const number = nextNumber(taken.map((one) => Number(one.number)));
      const frozen = JSON.stringify(await this.freeze(actor, bulletin, composed, bulletinNumber(year, number), chinaDay(now)));
      const digest = sha256(frozen);
      await this.log.move(actor, bulletin, 'sign', version, { year, number, frozen, digest, signedBy: nameOf(actor), signedAt: now.toISOString() }, words ?? null, { number: bulletinNumber(year, number), digest });
    });
  }

  async publish(actor: Actor, id: string, { version, words }: BulletinStepInput): Promise<void> {
    require(actor, 'bulletin.draft');
    await this.database.transaction(async () => {
      const bulletin = await this.log.held(actor, id);
      this.kinds.requireKeeper(actor, bulletin.kind);
      await this.log.move(actor, bulletin, 'publish', version, { publishedOn: this.clock.today() }, words ?? null, { digest: bulletin.digest });
    });
  }

  async withdraw(actor: Actor, id: string, { version, words }: BulletinStepInput): Promise<void> {
    require(actor, 'bulletin.draft');
    await this.database.transaction(async () => {
      const bulletin = await this.log.held(actor, id);
      this.kinds.requireKeeper(actor, bulletin.kind);
      this.log.mayMove(bulletin, 'withdraw');
      if (!words?.trim()) throw bulletinErrors['bulletin.reasonMissing']();
      await this.log.move(actor, bulletin, 'withdraw', version, {}, words);
    });
  }

  /** 更正: numbered, beside what was signed, never in it. */
  async correct(actor: Actor, id: string, { words }: IssueCorrigendum): Promise<void> {
    require(actor, 'bulletin.sign');
    if (!words.trim()) throw bulletinErrors['bulletin.faulty']({ count: 1 }, [{ path: 'words', zh: '请写明原文有什么错、应为什么、依据什么。', en: 'Say what was wrong, what it should be, and on what ground.' }]);
    await this.database.transaction(async () => {
      const bulletin = await this.log.held(actor, id);
      if (bulletin.status !== 'signed' && bulletin.status !== 'published') throw bulletinErrors['bulletin.notSigned']();
      const issued = await this.database.repository(BulletinCorrigendum).find({ where: { bulletinId: id }, order: { number: 'ASC' } });
      const corrigendum = { id: newId(), courtId: bulletin.courtId, bulletinId: id, number: nextNumber(issued.map(({ number }) => number)), words: words.trim(), signedBy: nameOf(actor), at: this.clock.instant() };
      await this.database.repository(BulletinCorrigendum).insert(corrigendum);
      await this.log.note(actor, bulletin, 'correct', words);
      this.audit.record(actor, { action: 'bulletin.corrected', subjectKind: 'bulletin', subjectId: id, after: { number: corrigendum.number, words: corrigendum.words } });
    });
  }

  private async freeze(actor: Actor, bulletin: Bulletin, { title, shown, data }: ComposedBulletin, number: string, signedOn: string): Promise<FrozenBulletin> {
    const redHead = await this.parameters.inForce(bulletin.courtId, 'bulletin.redHead', signedOn);
    return {
      court: await this.content.courtOf(bulletin.courtId), kind: bulletin.kind, period: bulletin.period, number, title, anonymous: bulletin.anonymous, signedBy: nameOf(actor), signedOn, redHead: redHead?.value ?? null,
      shown, figures: data.figures.map(({ key, label, text }) => ({ key, label, text })), basis: data.basis,
    };
  }

  private stranger(actor: Actor, bulletin: Bulletin, action: BulletinAction): void {
    this.log.mayMove(bulletin, action);
    const before = samePerson(action, who(actor), bulletin.writtenBy, bulletin.checkedBy);
    if (!before) return;
    const step = BULLETIN_STEPS[action];
    throw bulletinErrors['bulletin.samePerson']({ did: before === 'wrote' ? '参与起草' : '核稿', didEn: before === 'wrote' ? 'wrote in it' : 'checked it', action: step.zh, actionEn: step.en });
  }

  /** Checked and signed is what was read, not what the figures have become since. */
  private async asSeen(bulletin: Bulletin, seen: string | undefined, action: BulletinAction): Promise<ComposedBulletin> {
    const composed = await this.content.compose(bulletin);
    if (composed.seen !== seen) throw bulletinErrors['bulletin.figuresMoved']({ action: BULLETIN_STEPS[action].zh, actionEn: BULLETIN_STEPS[action].en });
    return composed;
  }

  /** One at a time for a court: numbers have no gaps. */
  private async holdCourt(courtId: string): Promise<void> {
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId });
  }
}

const who = (actor: Actor): string => actor.personId ?? actor.userId;

function writingFaults(bulletin: Bulletin, { title, sections, sources }: Pick<WriteBulletin, 'title' | 'sections' | 'sources'>): Fault[] {
  const keys = bulletin.sections.map(({ key }) => key);
  const faults: Fault[] = [];
  if (!title.trim()) faults.push({ path: 'title', zh: '请填写标题。', en: 'Give the title.' });
  if (sections.length !== keys.length || sections.some(({ key }, index) => key !== keys[index])) faults.push({ path: 'sections', zh: '各部分的次序与本通报不符。请刷新后再改。', en: 'The parts are not those of this bulletin. Reload, then change them.' });
  sections.forEach(({ heading }, index) => {
    if (!heading.trim()) faults.push({ path: `sections[${index}].heading`, zh: `第 ${index + 1} 部分没有标题。`, en: `Part ${index + 1} has no heading.` });
  });
  sources.forEach(({ section }, index) => {
    if (section !== 'title' && !keys.includes(section)) faults.push({ path: `sources[${index}]`, zh: `数字来源所指的部分“${section}”不存在。`, en: `The source points at a part “${section}” that is not there.` });
  });
  return faults;
}

function emptyFault({ heading, body }: { heading: string; body: string }): Fault[] {
  return body.trim() ? [] : [{ path: heading, zh: `“${heading}”没有内容。请写明；确无内容的，写“无”。`, en: `“${heading}” is empty. Write it; if there is nothing to say, say so.` }];
}

function flagFault({ kind, section, paragraph, text, context, proposal }: Flag): Fault {
  const path = `${section}, ${paragraph}, ${text}`;
  if (kind === 'name') return { path, zh: `“${context}”中有姓名或案号“${text}”，本通报不点名。请改写，或关闭不点名；确非姓名的，说明即可。`, en: `“${text}” in “${context}” is a name or case number, and nobody is to be named. Reword it or switch naming on; if it is none, say so.` };
  if (kind === 'token') return { path, zh: `“${context}”中的数据“${text}”不存在。请重新插入。`, en: `The figure “${text}” in “${context}” is not known. Insert it again.` };
  const should = proposal ? (proposal.same ? `请采用“${proposal.label.zh}”` : `数据中“${proposal.label.zh}”为 ${proposal.text}，请采用或说明来源`) : '请说明来源';
  const shouldEn = proposal ? (proposal.same ? `use “${proposal.label.en}”` : `“${proposal.label.en}” is ${proposal.text} in the data: use it or state the source`) : 'state its source';
  return { path, zh: `“${context}”中的数字“${text}”是手写的。${should}。`, en: `The number “${text}” in “${context}” was typed: ${shouldEn}.` };
}
