import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { AddLeave, AddPost, PeopleListQuery, type PeoplePage, type PersonView, type UnitView } from './dto/court.dto.js';
import { PeopleService } from './people.service.js';
import { PostingsService } from './postings.service.js';

@Controller()
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly postings: PostingsService,
  ) {}

  @Get('units')
  units(@CurrentActor() actor: Actor): Promise<UnitView[]> {
    return this.people.units(actor);
  }

  @Get('people')
  list(@CurrentActor() actor: Actor, @Query() query: PeopleListQuery): Promise<PeoplePage> {
    return this.people.list(actor, query);
  }

  @Get('people/:id')
  view(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PersonView> {
    return this.people.view(actor, id);
  }

  @Post('people/:id/posts')
  async addPost(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: AddPost): Promise<PersonView> {
    await this.postings.addPost(actor, id, body);
    return this.people.view(actor, id);
  }

  @Post('people/:id/leaves')
  async addLeave(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: AddLeave): Promise<PersonView> {
    await this.postings.addLeave(actor, id, body);
    return this.people.view(actor, id);
  }
}
