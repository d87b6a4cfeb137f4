export interface PrivateMariadb {
  /** `mysql://test:…@127.0.0.1:port`, without a database name. */
  url: string;
  port: number;
  folder: string;
  readonly pid: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  stopNow(): void;
}
export function startMariadb(options?: { durable?: boolean; memory?: string }): Promise<PrivateMariadb>;
