import 'reflect-metadata';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What Nest keeps on a handler: `{ '3:0': { index, data } }`, the number before the colon saying what the parameter is. */
type RouteArguments = Record<string, { index: number; data?: unknown }>;
export type Shape = new () => object;

/** One method and path of the running application, as its controller declares it. */
export interface EveryRoute {
  /** `POST /api/cases/:id/objections` */
  name: string;
  method: string;
  path: string;
  /** Names in the path: `id`, `objectionId`. */
  params: string[];
  body: Shape | null;
  query: Shape | null;
  /** Reads the request itself: a file is uploaded. */
  takesFile: boolean;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
const [REQUEST, BODY, QUERY] = [0, 3, 4];

/** Every route of the application's controllers, in the order of their names. */
export function everyRoute(app: NestFastifyApplication): EveryRoute[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype as Shape));
  return controllers.flatMap(routesOf).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function routesOf(controller: Shape): EveryRoute[] {
  const methods = Object.getOwnPropertyNames(controller.prototype).filter((name) => name !== 'constructor');
  return methods.flatMap((name) => {
    const handler = (controller.prototype as Record<string, object>)[name]!;
    const number = Reflect.getMetadata('method', handler) as number | undefined;
    if (number === undefined) return [];
    const parts = [Reflect.getMetadata('path', controller) as string, Reflect.getMetadata('path', handler) as string];
    const path = ['/api', ...parts.flatMap((part) => part.split('/')).filter(Boolean)].join('/');
    const method = METHODS[number]!;
    const [args, types] = [Reflect.getMetadata('__routeArguments__', controller, name) as RouteArguments | undefined, Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) as Shape[]];
    const typed = (kind: number): Shape | null => {
      const whole = Object.entries(args ?? {}).find(([key, { data }]) => Number(key.split(':')[0]) === kind && data === undefined);
      return whole ? types[whole[1].index]! : null;
    };
    const takesFile = method !== 'GET' && method !== 'DELETE' && typed(REQUEST) !== null && typed(BODY) === null;
    return [{ name: `${method} ${path}`, method, path, params: [...path.matchAll(/:(\w+)/g)].map(([, param]) => param!), body: typed(BODY), query: typed(QUERY), takesFile }];
  });
}

/** What the server itself says it answers, whoever declared it: `GET /api/cases/:id`. */
export function servedRoutes(app: NestFastifyApplication): string[] {
  const above: string[] = [];
  return app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) return [];
    const depth = found[1]!.length / 4;
    above.length = depth;
    above.push(found[2]!);
    const path = above.join('').replace(/\/+/g, '/');
    return (found[3] ?? '').split(', ').filter(Boolean).map((method) => `${method} ${path}`);
  });
}
