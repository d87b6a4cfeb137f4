import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor, CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { DomainError } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { sha256 } from '../platform/files/files.service.js';
import { newId } from '../platform/ids.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { assign } from '../rules/assignment/assign.js';
import { commitmentOf } from '../rules/assignment/draw.js';
import type { AssignmentPlan, AssignmentResult } from '../rules/assignment/plan.js';
import { assignmentErrors } from './assignment.errors.js';
import { AssignmentRun, type RunFigures } from './assignment.entities.js';
import { AssignmentSettings } from './assignment-settings.js';
import { courtWide, nameOf } from '../platform/permissions/court-wide.js';
import type { Words } from './dto/pool.dto.js';
import type { PreviewRun, RunKind, RunListQuery, RunRow, RunView } from './dto/run.dto.js';
import { planDifferences } from './plan-differences.js';
import { RunInputsReader } from './run-inputs.js';
import { faultsInInputs, planOf, type RunInputs } from './run-plan.js';
import { asideOf, figuresOf, limitsOf, loadRows, runRow, two, type RunAside } from './run-views.js';
import { NATURE_WORDS, RULE_WORDS, RUN_STATUS_WORDS } from './words.js';

const RUN_SCOPE = { court: 'r.court_id' };

/** A draft as it is stored: texts and the digests that are of them. */
export interface Computed {
  plan: string;
  inputDigest: string;
  result: string;
  resultDigest: string;
  alternative: string;
  figures: RunFigures;
}

/** 分案批次: opening one seals a seed, a preview computes a draft and changes no case. */
@Injectable()
export class RunsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly inputs: RunInputsReader,
    private readonly settings: AssignmentSettings,
  ) {}

  async list(actor: Actor, query: RunListQuery): Promise<Page<RunRow>> {
    const scope = courtWide(actor, 'assignment.read', RUN_SCOPE);
    const { page, pageSize } = query;
    const runs = this.database.repository(AssignmentRun).createQueryBuilder('r').where(scope.sql, scope.parameters);
    for (const key of ['nature', 'status', 'kind'] as const) if (query[key]) runs.andWhere(`r.${key} = :${key}`, { [key]: query[key] });
    const columns = ['id', 'round', 'nature', 'kind', 'status', 'day', 'rule', 'loadIn', 'commitment', 'sealedAt', 'figures', 'committedBy', 'committedAt', 'withdrawnBy', 'withdrawnAt', 'withdrawnReason'];
    const [items, total] = await runs
      .select(columns.map((column) => `r.${column}`))
      .orderBy('r.day', 'DESC')
      .addOrderBy('r.sealedAt', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    return { items: items.map(runRow), total, page, pageSize };
  }

  /** Draws the seed and publishes its digest; one run by hand a nature may be open at a time. */
  async open(actor: Actor, nature: CaseNature): Promise<RunView> {
    require(actor, 'assignment.run');
    const openKey = `${actor.courtId}|${nature}`;
    try {
      const id = await this.database.transaction(async () => {
        const run = await this.seal({ courtId: actor.courtId, nature, kind: 'byHand', day: this.clock.today(), openKey, scheduleKey: null, openedBy: actor.userId });
        this.audit.record(actor, { action: 'assignment.run.opened', subjectKind: 'assignmentRun', subjectId: run.id, after: { nature, commitment: run.commitment } });
        return run.id;
      });
      return await this.view(actor, id);
    } catch (error) {
      const open = isDuplicate(error) ? await this.database.repository(AssignmentRun).findOneBy({ openKey }) : null;
      if (!open) throw error;
      throw assignmentErrors['run.alreadyOpen']({ nature: NATURE_WORDS[nature]![actor.language], when: open.sealedAt }, [
        { path: 'id', zh: open.id, en: open.id },
      ]);
    }
  }

  /** A new row with a seed nobody has seen. Joins the transaction that is open. */
  async seal(given: { courtId: string; nature: CaseNature; kind: RunKind; day: Day; openKey: string | null; scheduleKey: string | null; openedBy: string | null }): Promise<AssignmentRun> {
    const seed = randomBytes(32).toString('hex');
    const { rule, loadIn } = await this.settings.inForce(given.courtId, given.day);
    const run = this.database.repository(AssignmentRun).create({
      ...given, id: newId(), status: 'sealed', seed, commitment: commitmentOf(seed), sealedAt: this.clock.instant(), rule, loadIn, previews: [], version: 1,
    });
    await this.database.repository(AssignmentRun).insert(run);
    return run;
  }

  async preview(actor: Actor, id: string, given: PreviewRun): Promise<RunView> {
    require(actor, 'assignment.run');
    await this.database.transaction(async () => {
      const run = await this.found(actor, id);
      if (run.status !== 'sealed' && run.status !== 'previewed') throw this.notThatState(actor, run, { zh: '预演', en: 'previewed' });
      const today = this.clock.today();
      if (run.day > today) throw assignmentErrors['assignment.faulty']({ count: 1 }, [{ path: 'day', zh: `本批的分案日是 ${run.day}，当天才能预演，以免提前看到抽签结果。`, en: `The run is due on ${run.day} and can be previewed from that day only, so that nobody sees the draw beforehand.` }]);
      const inputs = await this.inputs.read(actor.courtId, run.nature as CaseNature, today, given.rule ?? null);
      const own = inputs.settings.rule;
      if (inputs.rule !== own && !given.ruleReason) throw assignmentErrors['run.ruleReason']({ rule: RULE_WORDS[own]![actor.language] }, [{ path: 'ruleReason', zh: '请填写理由。', en: 'Give the reason.' }]);
      const ruleReason = inputs.rule === own ? null : given.ruleReason!;
      const made = this.compute(run.seed, inputs, actor);
      const at = this.clock.instant();
      const previews = [...run.previews, { at, by: nameOf(actor), inputDigest: made.inputDigest, cases: inputs.cases.length, rule: inputs.rule }];
      await this.changeFrom(run, { status: 'previewed', rule: inputs.rule, ruleReason, loadIn: inputs.loadIn, previews, ...made });
      this.audit.record(actor, { action: 'assignment.run.previewed', subjectKind: 'assignmentRun', subjectId: id, after: { inputDigest: made.inputDigest, rule: inputs.rule, cases: inputs.cases.length } });
    });
    return this.view(actor, id);
  }

  /** Plan, answer and the other rule's answer, as they are stored. */
  compute(seed: string, inputs: RunInputs, { language }: Pick<Actor, 'language'>): Computed {
    if (inputs.judges.length === 0) throw assignmentErrors['run.nobody']({ nature: NATURE_WORDS[inputs.nature]![language] });
    const faults = faultsInInputs(inputs);
    if (faults.length) throw assignmentErrors['assignment.planFaulty']({ count: faults.length }, faults);
    const plan = planOf(seed, inputs);
    const text = JSON.stringify(plan);
    const result = assign(plan);
    const other = assign({ ...plan, rule: plan.rule === 'water-level' ? 'level-then-even' : 'water-level' });
    return {
      plan: text,
      inputDigest: sha256(text),
      result: JSON.stringify(result),
      resultDigest: result.digest,
      alternative: JSON.stringify(asideOf(other, inputs)),
      figures: figuresOf(result),
    };
  }

  async view(actor: Actor, id: string): Promise<RunView> {
    const run = await this.visible(actor, id);
    const setting = await this.settings.value(run.courtId, 'assignment.rule', this.clock.today());
    const { rule } = await this.settings.inForce(run.courtId, this.clock.today());
    const open = run.status === 'sealed' || run.status === 'previewed';
    const mayRun = may(actor, 'assignment.run') && actor.courtId === run.courtId;
    const shown = run.plan && run.result && run.alternative
      ? { plan: JSON.parse(run.plan) as AssignmentPlan, result: JSON.parse(run.result) as AssignmentResult, aside: JSON.parse(run.alternative) as RunAside }
      : null;
    const changedSince = shown && mayRun && run.status === 'previewed' ? await this.changesSince(run, shown.plan) : [];
    return {
      ...runRow(run),
      version: run.version,
      inputDigest: run.inputDigest,
      resultDigest: run.resultDigest,
      seed: run.committedAt ? run.seed : null,
      settingRule: setting && { rule, source: setting.source, example: setting.example },
      otherRule: run.rule === 'water-level' ? 'level-then-even' : 'water-level',
      other: shown && { spread: two(shown.aside.spread), gini: two(shown.aside.gini) },
      ...(shown ? loadRows(shown.plan, shown.result, shown.aside) : { units: [], judges: [] }),
      limits: shown && limitsOf(shown.plan, shown.result, shown.aside),
      previews: run.previews,
      changedSince,
      may: {
        preview: mayRun && open && run.day <= this.clock.today(),
        commit: mayRun && run.status === 'previewed' && changedSince.length === 0 && (run.figures?.assigned ?? 0) > 0,
        withdraw: mayRun && run.status === 'committed',
      },
    };
  }

  private async changesSince(run: AssignmentRun, before: AssignmentPlan): Promise<Words[]> {
    const now = await this.inputs.read(run.courtId, run.nature as CaseNature, this.clock.today(), run.rule);
    return planDifferences(before, planOf(run.seed, now));
  }

  /** A run anybody in its court may look at. */
  async visible(actor: Actor, id: string): Promise<AssignmentRun> {
    const scope = courtWide(actor, 'assignment.read', RUN_SCOPE);
    const run = await this.database.repository(AssignmentRun).createQueryBuilder('r').where('r.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!run) throw platformErrors['record.notFound']();
    return run;
  }

  /** A run the actor may work on. */
  async found(actor: Actor, id: string): Promise<AssignmentRun> {
    const scope = courtWide(actor, 'assignment.run', RUN_SCOPE);
    const run = await this.database.repository(AssignmentRun).createQueryBuilder('r').where('r.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!run) throw platformErrors['record.notFound']();
    return run;
  }

  /** @throws DomainError `record.changed` when somebody was faster */
  async changeFrom(run: AssignmentRun, changes: Partial<AssignmentRun>): Promise<void> {
    const { affected } = await this.database.repository(AssignmentRun).update({ id: run.id, version: run.version }, { ...changes, version: run.version + 1 });
    if (affected === 1) return;
    const now = await this.database.repository(AssignmentRun).findOneByOrFail({ id: run.id });
    throw platformErrors['record.changed']({ who: now.committedBy ?? now.previews.at(-1)?.by ?? '—', when: now.committedAt ?? now.previews.at(-1)?.at ?? '—' });
  }

  notThatState({ language }: Pick<Actor, 'language'>, run: AssignmentRun, act: Words): DomainError {
    return assignmentErrors['run.notThatState']({ state: RUN_STATUS_WORDS[run.status]![language], act: act[language] });
  }
}
