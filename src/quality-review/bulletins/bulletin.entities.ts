import { Entity, ForeignKey, Index } from 'typeorm';
import { CountColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, JsonColumn, PackedTextColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';
import type { BulletinState } from '../../rules/bulletin.js';
import type { BulletinSection, StatedSource } from '../../rules/bulletin-text.js';

/** 通报. Its figures follow the data until it is signed; from then on only `frozen` counts. */
@Entity('bulletin')
@Index('uq_bulletin_number', ['courtId', 'kind', 'year', 'number'], { unique: true })
@Index('ix_bulletin_court', ['courtId', 'status', 'period'])
export class Bulletin {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  /** Which registry of figures it is drafted from: `review`, … */
  @WordColumn(20) kind: string;
  @WordColumn(10) period: string;
  @WordColumn(120) title: string;
  @WordColumn(20) status: BulletinState;
  /** 不点名. */
  @FlagColumn() anonymous: boolean;
  @JsonColumn() sections: BulletinSection[];
  @JsonColumn() sources: StatedSource[];
  /** 〔year〕第number期, given at signing, without gaps. */
  @CountColumn({ nullable: true }) year: number | null;
  @CountColumn({ nullable: true }) number: number | null;
  /** Everybody who wrote in it. */
  @JsonColumn() writtenBy: string[];
  @RefColumn({ nullable: true }) checkedBy: string | null;
  @WordColumn(60, { nullable: true }) signedBy: string | null;
  @InstantColumn({ nullable: true }) signedAt: string | null;
  @DayColumn({ nullable: true }) publishedOn: string | null;
  /** The bulletin as signed, with its figures and the records they came from, as JSON text. */
  @PackedTextColumn({ nullable: true }) frozen: string | null;
  /** SHA-256 of `frozen`. */
  @WordColumn(64, { nullable: true }) digest: string | null;
  @InstantColumn() createdAt: string;
  @CountColumn({ default: 1 }) version: number;
}

/** 经过: what happened to a bulletin, when, by whom. Only added to. */
@Entity('bulletin_step')
@Index('ix_bulletin_step', ['bulletinId', 'at'])
export class BulletinStep {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Bulletin, { name: 'fk_bulletin_step' }) bulletinId: string;
  @WordColumn(20) action: string;
  @InstantColumn() at: string;
  @RefColumn({ nullable: true }) personId: string | null;
  @WordColumn(80) actorName: string;
  @TextColumn({ nullable: true }) words: string | null;
}

/** 更正: what was wrong in a signed bulletin, said beside it; the bulletin itself stays. */
@Entity('bulletin_corrigendum')
@Index('uq_bulletin_corrigendum', ['bulletinId', 'number'], { unique: true })
export class BulletinCorrigendum {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Bulletin, { name: 'fk_bulletin_corrigendum' }) bulletinId: string;
  @CountColumn() number: number;
  @TextColumn() words: string;
  @WordColumn(60) signedBy: string;
  @InstantColumn() at: string;
}
