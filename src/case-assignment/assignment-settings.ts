import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { CourtParameters } from '../court/court-parameters.js';
import type { SettingName, SettingValue } from './dto/settings.dto.js';
import type { AssignmentRule } from './dto/run.dto.js';
import { isRule, parseCaps, parseDays, parseRamp, type CapRow, type RampRow } from './setting-values.js';

/** What the court has set for assignment on a day. Rule and unit of load have the source's own default; days, caps and ramp have none. */
export interface SettingsInForce {
  days: number[] | null;
  rule: AssignmentRule;
  ruleSet: SettingValue | null;
  loadIn: 'cases' | 'weights';
  caps: CapRow[];
  ramp: RampRow[];
}

/** Reads the settings in force; they are court parameters, dated and sourced like every other. */
@Injectable()
export class AssignmentSettings {
  constructor(private readonly parameters: CourtParameters) {}

  async inForce(courtId: string, day: Day): Promise<SettingsInForce> {
    const of = (name: SettingName) => this.value(courtId, name, day);
    const days = await of('assignment.days');
    const rule = await of('assignment.rule');
    const loadIn = await of('assignment.loadIn');
    const caps = await of('assignment.pendingCap');
    const ramp = await of('assignment.newcomerRamp');
    return {
      days: days && parseDays(days.value),
      rule: rule && isRule(rule.value) ? rule.value : 'level-then-even',
      ruleSet: rule,
      loadIn: loadIn?.value === 'weights' ? 'weights' : 'cases',
      caps: caps ? parseCaps(caps.value) : [],
      ramp: ramp ? parseRamp(ramp.value) : [],
    };
  }

  async value(courtId: string, name: SettingName, day: Day): Promise<SettingValue | null> {
    const found = await this.parameters.inForce(courtId, name, day);
    return found && { value: found.value, effectiveFrom: found.effectiveFrom, source: found.source, example: found.example };
  }
}
