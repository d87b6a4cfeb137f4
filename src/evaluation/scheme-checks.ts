import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { CourtParameters } from '../court/court-parameters.js';
import { compileScheme, validateScheme, type CompiledScheme } from '../rules/scheme/compile.js';
import { DECLARED_FACTS } from './declared-facts.js';
import type { SchemeParameterView } from './dto/scheme.dto.js';
import type { SchemeVersion } from './scheme-version.entity.js';
import { declaredParameters, digestOf, parameterKeys, readAdopted, readText } from './scheme-text.js';

/** A court's own number as a scheme takes it, with the clause and day it rests on. */
export interface SetParameter {
  value: string;
  source: string;
  effectiveFrom: Day;
}
export type SetParameters = Readonly<Record<string, SetParameter>>;

const NUMBER = /^-?\d+(\.\d+)?$/;
const KEPT = 200;

/** Scheme texts against the fact catalogue and the court's numbers of a day. */
@Injectable()
export class SchemeChecks {
  private readonly compiled = new Map<string, CompiledScheme>();

  constructor(private readonly parameters: CourtParameters) {}

  /** Every fault at once, on the day given: what a parameter was then is what counts. */
  async faults(courtId: string, text: string, day: Day): Promise<Fault[]> {
    const read = readText(text);
    if (read.fault) return [read.fault];
    const options = { catalogue: DECLARED_FACTS, parameters: await this.parametersOf(courtId, read.value, day), on: day };
    return validateScheme(read.value, options);
  }

  /** The court's numbers the document names; those the court has not set are absent, and the engine says which it misses. */
  async parametersOf(courtId: string, document: unknown, day: Day): Promise<SetParameters> {
    const set = await this.parameters.allInForce(courtId, parameterKeys(document), day);
    return Object.fromEntries(
      [...set.values()].filter(({ value }) => NUMBER.test(value)).map(({ name, value, source, effectiveFrom }) => [name, { value, source, effectiveFrom }]).sort(),
    );
  }

  async parameterViews(courtId: string, document: unknown, day: Day): Promise<SchemeParameterView[]> {
    const [declared, set] = [declaredParameters(document), await this.parameters.allInForce(courtId, parameterKeys(document), day)];
    return parameterKeys(document).map((key) => {
      const [own, known] = [declared.get(key), set.get(key)];
      return {
        key,
        title: own?.title ?? null,
        unit: own?.unit ?? known?.unit ?? null,
        source: known?.source ?? own?.source ?? null,
        value: known?.value ?? null,
        effectiveFrom: known?.effectiveFrom ?? null,
      };
    });
  }

  /** Ready for scoring with the values in force on `day`; the same text, day and numbers give the same scheme. */
  compile({ document, digest }: Pick<SchemeVersion, 'document' | 'digest'>, day: Day, parameters: SetParameters = {}): CompiledScheme {
    const key = `${digest} ${day} ${JSON.stringify(parameters)}`;
    const known = this.compiled.get(key);
    if (known) return known;
    const options = { parameters, on: day };
    const made = compileScheme(readAdopted(document), options);
    if (this.compiled.size >= KEPT) this.compiled.clear();
    this.compiled.set(key, made);
    return made;
  }

  /** A text nobody has saved; refused with every fault. */
  async compileText(courtId: string, document: string, day: Day): Promise<{ scheme: CompiledScheme; parameters: SetParameters }> {
    const parameters = await this.parametersOf(courtId, readAdopted(document), day);
    return { scheme: this.compile({ document, digest: digestOf(document) }, day, parameters), parameters };
  }
}
