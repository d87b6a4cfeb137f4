import type { Actor } from '../../kernel/actor.js';

/** Who acts when nobody is signed in: a command on the server itself, or the loader of the demonstration court. Holds no grant. */
export function machineActor(courtId: string): Actor {
  return {
    userId: '',
    username: 'server',
    personId: null,
    personName: '服务器命令 server command',
    courtId,
    grants: [],
    language: 'zh',
    ip: 'local',
    requestId: 'local',
  };
}
