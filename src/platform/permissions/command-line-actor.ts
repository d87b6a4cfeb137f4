import type { Actor } from '../../kernel/actor.js';
import { machineActor } from '../identity/machine-actor.js';

/** Who sits at the server's own command line may bring in and write cases of the court, and the trail says that it was the command line. */
export function commandLineActor(courtId: string): Actor {
  return {
    ...machineActor(courtId),
    username: 'command-line',
    personName: '命令行',
    grants: [{ role: 'trialManagement', scope: 'court', courtId, divisionIds: [], natures: null }],
  };
}
