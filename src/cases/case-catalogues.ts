import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { readCaseTypes, type CaseType } from '../rules/case-number-types.js';
import { readCaseWeights, type CaseWeightTable } from '../rules/case-weight-table.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { importErrors } from './case-import.errors.js';
import { readMapping, type ImportMapping } from './import-mapping.js';

/** The files under `config/` the case register works by; each is read and checked when it is first needed. */
@Injectable()
export class CaseCatalogues {
  private types: CaseType[] | null = null;
  private weightTable: CaseWeightTable | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'configFolder'>) {}

  caseTypes(): CaseType[] {
    return (this.types ??= readCaseTypes(this.catalogue('case-types.yaml')));
  }

  weights(): CaseWeightTable {
    return (this.weightTable ??= readCaseWeights(this.catalogue('case-weights.yaml')));
  }

  /** Read again each time: a court adds a mapping without restarting the server. */
  mappings(): ImportMapping[] {
    return this.mappingNames().map((name) => readMapping(this.mappingText(name), `${name}.yaml`));
  }

  /** @throws DomainError `caseImport.noMapping`, `catalogue.faulty` */
  mapping(name: string): { mapping: ImportMapping; text: string } {
    const known = this.mappingNames();
    if (!known.includes(name)) throw importErrors['caseImport.noMapping']({ name, known: known.join(', ') });
    const text = this.mappingText(name);
    return { mapping: readMapping(text, `${name}.yaml`), text };
  }

  private mappingNames(): string[] {
    return readdirSync(join(this.settings.configFolder, 'mappings'))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  }

  private mappingText(name: string): string {
    return readFileSync(join(this.settings.configFolder, 'mappings', `${name}.yaml`), 'utf8');
  }

  private catalogue(file: string): unknown {
    return parse(readFileSync(join(this.settings.configFolder, 'catalogues', file), 'utf8'));
  }
}
