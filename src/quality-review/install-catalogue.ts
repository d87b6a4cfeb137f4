import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { pinyin } from 'pinyin-pro';
import { parse } from 'yaml';
import { Decimal } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { machineActor } from '../platform/identity/machine-actor.js';
import { newId } from '../platform/ids.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { readReviewForms } from '../rules/review-forms.js';
import { readDefectClauses, readResponsibilityMatrix } from '../rules/defect-catalogue.js';
import { ReviewForm, ReviewFormSetting } from './forms/form.entities.js';
import { readExemptionGrounds } from '../rules/exemption-grounds.js';
import { ExemptionBook } from './catalogues/exemption-book.js';
import { DefectClause, ResponsibilityRule } from './review.entities.js';

/** Gives a court the clauses, the responsibility matrix and the review forms that ship under `config/catalogues`. */
@Injectable()
export class CatalogueInstaller {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly grounds: ExemptionBook,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Versions the court holds already stay as they are, so that a second run changes nothing. */
  async installCatalogue(courtId: string): Promise<{ clauses: number; situations: number; forms: number; settings: number; grounds: number }> {
    const clauses = readDefectClauses(await this.file('defect-clauses.yaml'));
    const situations = readResponsibilityMatrix(await this.file('responsibility-matrix.yaml'));
    const { forms, settings } = readReviewForms(await this.file('review-forms.yaml'));
    const grounds = readExemptionGrounds(await this.file('exemption-grounds.yaml'));
    return this.database.transaction(async () => {
      const heldGrounds = versions(await this.grounds.versions(courtId));
      const newGrounds = grounds.filter((row) => !heldGrounds.has(version(row)));
      for (const row of newGrounds) await this.grounds.insert(courtId, row);
      const heldForms = versions(await this.database.repository(ReviewForm).findBy({ courtId }));
      const heldSettings = versions(await this.database.repository(ReviewFormSetting).findBy({ courtId }));
      const newForms = forms.filter((row) => !heldForms.has(version(row)));
      const newSettings = settings.filter((row) => !heldSettings.has(version(row)));
      const heldClauses = versions(await this.database.repository(DefectClause).findBy({ courtId }));
      const heldSituations = versions(await this.database.repository(ResponsibilityRule).findBy({ courtId }));
      const newClauses = clauses.filter((row) => !heldClauses.has(version(row)));
      const newSituations = situations.filter((row) => !heldSituations.has(version(row)));
      for (const row of newClauses)
        await this.database.repository(DefectClause).insert({
          ...row,
          id: newId(),
          courtId,
          pinyin: initials(row.label),
          pointsMin: new Decimal(row.pointsMin),
          pointsMax: new Decimal(row.pointsMax),
          maxPerCase: row.maxPerCase === null ? null : new Decimal(row.maxPerCase),
        });
      for (const row of newSituations) await this.database.repository(ResponsibilityRule).insert({ ...row, id: newId(), courtId });
      for (const row of newForms) await this.database.repository(ReviewForm).insert({ ...row, id: newId(), courtId });
      for (const row of newSettings) await this.database.repository(ReviewFormSetting).insert({ ...row, id: newId(), courtId });
      const installed = { clauses: newClauses.length, situations: newSituations.length, forms: newForms.length, settings: newSettings.length, grounds: newGrounds.length };
      this.audit.record(machineActor(courtId), { action: 'catalogue.installed', subjectKind: 'court', subjectId: courtId, after: installed });
      return installed;
    });
  }

  private async file(name: string): Promise<unknown> {
    return parse(await readFile(join(this.settings.configFolder, 'catalogues', name), 'utf8'));
  }
}

/** @example initials('引用法律条文不准确') // 'yyfltwbzq' */
function initials(label: string): string {
  return pinyin(label, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase().slice(0, 120);
}

const version = (row: { code: string; version: number }) => `${row.code} ${row.version}`;
const versions = (rows: { code: string; version: number }[]) => new Set(rows.map(version));
