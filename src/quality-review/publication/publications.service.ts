import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Fault } from '../../kernel/domain-error.js';
import { CASE_SCOPE } from '../../cases/case-scope.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { require, scopeCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { inForceOn } from '../../rules/catalogue-changes.js';
import { mayBeDone, publicationState, type PublicationAct } from '../../rules/judgment-publication.js';
import { STEP_WORDS } from '../../rules/sign-off.js';
import { ExemptionBook } from '../catalogues/exemption-book.js';
import { JudgmentPublication } from '../review.entities.js';
import { Signatures } from '../sign-offs/signatures.js';
import type { ActOnPublication } from './dto/publication.dto.js';
import { publicationErrors } from './publication.errors.js';
import { PublicationStep } from './publication-step.entity.js';
import { ACT_WORDS, STATE_WORDS } from './publication-words.js';

type Act = Exclude<PublicationAct, 'newVersion'>;
const LEAST_WORDS = 5;
const NEED = { published: 'judgment.publish', exemptionAsked: 'judgment.publish', exempted: 'judgment.exempt', exemptionRefused: 'judgment.exempt', withdrawn: 'judgment.exempt', exemptionEnded: 'judgment.exempt' } as const;

/** Publishing a judgment, exempting it, taking it back: each with who, when and why. */
@Injectable()
export class PublicationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly grounds: ExemptionBook,
    private readonly signatures: Signatures,
  ) {}

  async act(actor: Actor, id: string, act: Act, { version, ground, words = '' }: ActOnPublication): Promise<void> {
    require(actor, NEED[act]);
    await this.database.transaction(async () => {
      const row = await this.held(actor, id, act);
      const today = this.clock.today();
      const state = publicationState(row, today);
      const { language } = actor;
      if (!mayBeDone(act, state)) throw publicationErrors['publication.notNow']({ state: STATE_WORDS[state][language], act: ACT_WORDS[act][language] });
      const faults = await this.faults(actor, act, ground, words);
      if (faults.length) throw publicationErrors['publication.faulty']({ count: faults.length }, faults);
      if (act === 'published') await this.allSigned(actor, row);
      const asked = act === 'exempted' || act === 'exemptionRefused' ? await this.askedByAnother(actor, id) : null;
      const changes = await this.changes(actor, row, act, ground ?? null, asked);
      const { affected } = await this.database.repository(JudgmentPublication).update({ id, version }, { ...changes, version: version + 1 });
      if (affected !== 1) throw platformErrors['record.changed']({ who: (await this.lastStep(id))?.actorName ?? '—', when: (await this.lastStep(id))?.at ?? today });
      await this.database.repository(PublicationStep).insert({
        id: newId(), courtId: row.courtId, publicationId: id, act, ground: ground ?? asked?.ground ?? null, words: words.trim() || null, actorId: actor.userId, actorName: (actor.personName || actor.username).slice(0, 60), at: this.clock.instant(),
      });
      this.audit.record(actor, { action: `judgment.${act}`, subjectKind: 'case', subjectId: row.caseId, before: { state }, after: { documentId: row.documentId, ...changes }, ...(words.trim() ? { reason: words.trim() } : {}) });
    });
  }

  private async changes(actor: Actor, row: JudgmentPublication, act: Act, ground: string | null, asked: PublicationStep | null): Promise<Partial<JudgmentPublication>> {
    const today = this.clock.today();
    switch (act) {
      case 'published':
        // Put up again after being taken back: the first publication is the one that was in time or late.
        return { publishedOn: row.publishedOn ?? today, withdrawnOn: null, askedGround: null };
      case 'exemptionAsked':
        return { askedGround: ground };
      case 'exempted':
        return { exemption: await this.exemption(actor, asked), askedGround: null };
      case 'exemptionRefused':
        return { askedGround: null };
      case 'withdrawn':
        return { withdrawnOn: today };
      case 'exemptionEnded':
        return { exemption: null };
    }
  }

  private async exemption(actor: Actor, asked: PublicationStep | null): Promise<string> {
    const code = asked?.ground ?? '';
    const label = (await this.grounds.versions(actor.courtId)).filter((row) => row.code === code).pop()?.content.label ?? code;
    return (asked?.words ? `${label}：${asked.words}` : label).slice(0, 200);
  }

  private async faults(actor: Actor, act: Act, ground: string | undefined, words: string): Promise<Fault[]> {
    const faults: Fault[] = [];
    const written = Array.from(words.trim()).length;
    if (act === 'exemptionAsked') {
      const chosen = inForceOn(await this.grounds.versions(actor.courtId), this.clock.today()).get(ground ?? '');
      if (!chosen) faults.push({ path: 'ground', zh: '请从施行中的不公示理由里选一项。', en: 'Choose one of the grounds of exemption in force.' });
      if (chosen?.content.wordsNeeded === 'true' && written < LEAST_WORDS) faults.push({ path: 'words', zh: `选这一理由须写明具体情况（不少于 ${LEAST_WORDS} 个字）。`, en: `This ground needs words (at least ${LEAST_WORDS} characters).` });
    }
    if ((act === 'exemptionRefused' || act === 'withdrawn' || act === 'exemptionEnded') && written < LEAST_WORDS)
      faults.push({ path: 'words', zh: `请写明理由（不少于 ${LEAST_WORDS} 个字）。`, en: `Give the reason (at least ${LEAST_WORDS} characters).` });
    return faults;
  }

  /** Where the court keeps sign-offs, nothing is published that somebody still has to sign. */
  private async allSigned({ language }: Actor, { courtId, caseId, documentId }: JudgmentPublication): Promise<void> {
    const awaited = await this.signatures.awaitedFor(courtId, caseId, documentId);
    if (awaited) throw publicationErrors['publication.notSigned']({ awaited: `${STEP_WORDS[awaited][language === 'zh' ? 'whoZh' : 'whoEn']}${language === 'zh' ? '' : ', '}${STEP_WORDS[awaited][language]}` });
  }

  private async askedByAnother(actor: Actor, id: string): Promise<PublicationStep> {
    const steps = await this.database.repository(PublicationStep).find({ where: { publicationId: id, act: 'exemptionAsked' }, order: { at: 'ASC', id: 'ASC' } });
    const last = steps[steps.length - 1];
    if (!last) throw platformErrors['record.notFound']();
    if (last.actorId === actor.userId) throw publicationErrors['publication.secondPerson']();
    return last;
  }

  private async lastStep(id: string): Promise<PublicationStep | undefined> {
    const steps = await this.database.repository(PublicationStep).find({ where: { publicationId: id }, order: { at: 'DESC', id: 'DESC' }, take: 1 });
    return steps[0];
  }

  private async held(actor: Actor, id: string, act: Act): Promise<JudgmentPublication> {
    const scope = scopeCondition(actor, NEED[act], CASE_SCOPE);
    await this.database.rows(`SELECT id FROM judgment_publication WHERE id = :id${this.database.forUpdate}`, { id });
    const [found] = await this.database.rows<{ id: string }>(`SELECT j.id AS id FROM judgment_publication j JOIN court_case c ON c.id = j.case_id WHERE j.id = :id AND ${scope.sql}`, { ...scope.parameters, id });
    const row = found && (await this.database.repository(JudgmentPublication).findOneBy({ id }));
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }
}
