import { DefaultNamingStrategy } from 'typeorm';

/** `responsibleJudgeId` ↔ `responsible_judge_id`: SQL is read by people, too. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  }
}
