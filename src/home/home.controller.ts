import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { CurrentActor } from '../platform/permissions/current-actor.js';
import { SearchQuery, type HomeView, type SearchView } from './dto/home.dto.js';
import { HomeService } from './home.service.js';

@Controller()
export class HomeController {
  constructor(private readonly service: HomeService) {}

  @Get('home')
  home(@CurrentActor() actor: Actor): Promise<HomeView> {
    return this.service.home(actor);
  }

  @Get('search')
  search(@CurrentActor() actor: Actor, @Query() { q }: SearchQuery): Promise<SearchView> {
    return this.service.search(actor, q);
  }
}
