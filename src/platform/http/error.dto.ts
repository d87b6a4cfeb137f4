/** One thing wrong with what was sent. */
export class FaultAnswer {
  /** Field the fault lies in, e.g. `shares[1].share`. */
  path: string;
  message: string;
}

/** The one shape of every refusal. */
export class ErrorAnswer {
  /** Stable code, e.g. `case.notFound`. */
  code: string;
  /** What happened, why, what to do next; in the language asked for. */
  message: string;
  faults: FaultAnswer[];
  requestId: string;
}
