import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parsePeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { Court, Person } from '../../court/court.entities.js';
import { Database } from '../../platform/database/database.js';
import { blocksOf, figuresIn, flagsOf, strikeOut, type Flag } from '../../rules/bulletin-text.js';
import type { Bulletin } from './bulletin.entities.js';
import { BulletinKinds, type BulletinData, type BulletinTable } from './bulletin-kinds.js';
import { bulletinErrors } from './bulletins.errors.js';
import type { ShownSection } from './dto/bulletins.dto.js';

/** A bulletin as it was signed. Its JSON text is what the digest is taken of. */
export interface FrozenBulletin {
  court: { zh: string; en: string };
  kind: string;
  period: string;
  number: string;
  title: string;
  anonymous: boolean;
  signedBy: string;
  signedOn: string;
  redHead: string | null;
  shown: (Omit<ShownSection, 'blocks'> & { blocks: ({ pieces: { text: string; figure?: string }[] } | { table: BulletinTable })[] })[];
  figures: { key: string; label: { zh: string; en: string }; text: string }[];
  basis: Record<string, string[]>;
}

export interface ComposedBulletin {
  title: string;
  shown: FrozenBulletin['shown'];
  data: BulletinData;
  flags: Flag[];
  tied: number;
  /** SHA-256 of what a reader sees. */
  seen: string;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Words and today's figures put together: what an unsigned bulletin says now. */
@Injectable()
export class BulletinContent {
  constructor(
    private readonly database: Database,
    private readonly kinds: BulletinKinds,
  ) {}

  periodOf(key: string): EvaluationPeriod {
    const period = parsePeriod(key);
    if (!period) throw bulletinErrors['bulletin.faulty']({ count: 1 }, [{ path: 'period', zh: `“${key}”不是月份。请写作 2026-10。`, en: `“${key}” is no month. Write it as 2026-10.` }]);
    return period;
  }

  async compose({ courtId, kind, period, title, anonymous, sections, sources }: Bulletin): Promise<ComposedBulletin> {
    const data = await this.kinds.of(kind).data(courtId, this.periodOf(period), anonymous);
    const names = anonymous ? await this.namesOf(courtId) : [];
    // The title is plain words: a number in it is answered for or taken out, no figure can stand there.
    const flags = [...flagsOf([{ key: 'title', heading: '', body: title }], sources, [], names), ...flagsOf(sections, sources, data.figures, names, Object.keys(data.tables))];
    // A name somebody has answered for is a word that only looks like one.
    const struck = names.filter((name) => !sources.some(({ text }) => text === name));
    const shown = sections.map(({ key, heading, body }): FrozenBulletin['shown'][number] => ({
      key,
      heading: strikeOut(heading, struck),
      blocks: blocksOf(body, data.figures, struck).flatMap((block): FrozenBulletin['shown'][number]['blocks'] => {
        if ('pieces' in block) return [block];
        const table = data.tables[block.table];
        return table ? [{ table }] : [];
      }),
    }));
    const shownTitle = strikeOut(title, struck);
    return { title: shownTitle, shown, data, flags, tied: figuresIn(sections).length, seen: sha256(JSON.stringify([shownTitle, anonymous, shown])) };
  }

  async courtOf(courtId: string): Promise<{ zh: string; en: string }> {
    const { name, nameEn } = await this.database.repository(Court).findOneByOrFail({ id: courtId });
    return { zh: name, en: nameEn };
  }

  /** Longer names first, so that one name inside another is struck out whole. */
  private async namesOf(courtId: string): Promise<string[]> {
    const people = await this.database.repository(Person).find({ where: { courtId }, select: { name: true } });
    return [...new Set(people.map(({ name }) => name))].filter((name) => name.length >= 2).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }
}
