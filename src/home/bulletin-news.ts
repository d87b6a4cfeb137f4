import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { may } from '../platform/permissions/data-scope.js';
import { BulletinViews } from '../quality-review/bulletins/bulletin-views.js';
import { BriefingViews, type OpenMeasure } from '../quality-review/patterns/briefing-views.js';
import type { BulletinState } from '../rules/bulletin.js';
import type { HomeView } from './dto/home.dto.js';

const RECENT_DAYS = 30;
type Todo = HomeView['todo'][number];

const NEXT: Partial<Record<BulletinState, { zh: string; en: string }>> = {
  checking: { zh: '核稿', en: 'Check' },
  checked: { zh: '签发', en: 'Sign' },
  signed: { zh: '发布', en: 'Publish' },
};

/** Bulletins and briefings on the home page: what waits for one’s check, signature or measure, and what was published lately. */
@Injectable()
export class BulletinNews {
  constructor(
    private readonly bulletins: BulletinViews,
    private readonly briefings: BriefingViews,
  ) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    return [...(await this.steps(actor)), ...(await this.measures(actor, today))];
  }

  async arrivals(actor: Actor, today: Day): Promise<HomeView['arrivals']> {
    if (!may(actor, 'bulletin.read')) return [];
    const published = await this.bulletins.published(actor.courtId, addDays(today, -RECENT_DAYS));
    return published.map(({ id, title, number }) => ({ text: { zh: `${title} ${number} 已发布`, en: `Bulletin ${number} published: ${title}` }, link: `/bulletins/${id}` }));
  }

  private async steps(actor: Actor): Promise<Todo[]> {
    const me = actor.personId ?? actor.userId;
    const statuses: BulletinState[] = [...(may(actor, 'bulletin.check') ? ['checking' as const] : []), ...(may(actor, 'bulletin.sign') ? ['checked' as const] : []), ...(may(actor, 'bulletin.draft') ? ['signed' as const] : [])];
    const waiting = await this.bulletins.waiting(actor, statuses);
    return waiting
      .filter(({ status, writtenBy, checkedBy }) => status === 'signed' || (!writtenBy.includes(me) && checkedBy !== me))
      .map(({ id, title, status }) => ({ key: `bulletin:${id}`, due: null, urgency: 'week', title: { zh: `${NEXT[status]!.zh}通报`, en: `${NEXT[status]!.en} a bulletin` }, detail: { zh: title, en: title }, link: `/bulletins/${id}` }));
  }

  private async measures(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'briefing.read')) return [];
    const own = actor.personId ? await this.briefings.owed(actor.courtId, { personId: actor.personId }) : [];
    const overdue = may(actor, 'briefing.write') ? await this.briefings.owed(actor.courtId, { overdueOn: today }) : [];
    return [
      ...own.map((measure) => todoOf('own', measure, { zh: `整改措施：${measure.words.slice(0, 30)}`, en: `Measure: ${measure.words.slice(0, 30)}` })),
      ...overdue.filter(({ id }) => !own.some((one) => one.id === id)).map((measure) => todoOf('chase', measure, { zh: `督办讲评整改：${measure.person}`, en: `Chase a measure: ${measure.person}` })),
    ];
  }
}

function todoOf(kind: string, { id, briefingId, occasion, dueOn }: OpenMeasure, title: Todo['title']): Todo {
  return { key: `measure:${kind}:${id}`, due: dueOn, urgency: 'later', title, detail: { zh: occasion, en: occasion }, link: `/review/briefings/${briefingId}` };
}
