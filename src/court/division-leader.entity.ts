import { Entity, ForeignKey, Index } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, RefColumn, WordColumn } from '../platform/database/columns.js';
import { Division, Person } from './court.entities.js';

/** 分管: which leader of the court a division reports to, dated. Half-open days. */
@Entity('division_leader')
@Index('ix_division_leader_division', ['courtId', 'divisionId', 'validFrom'])
export class DivisionLeader {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Division, { name: 'fk_division_leader_division' }) divisionId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_division_leader_person' }) personId: string;
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validUntil: string | null;
  @WordColumn(200) source: string;
  @InstantColumn() createdAt: string;
}
