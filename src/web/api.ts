import type { ErrorAnswer, FaultAnswer } from '../platform/http/error.dto.js';

/** A refusal as the server worded it; `requestId` is empty when no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly faults: FaultAnswer[],
    readonly requestId: string,
  ) {
    super(message);
  }
}

type Query = Record<string, string | number | boolean | null | undefined>;

interface Call {
  method: string;
  body?: unknown;
  query?: Query;
  signal?: AbortSignal;
  /** Signing in itself answers 401 for a wrong password; asking to sign in again would go round in circles. */
  withoutSignIn?: boolean;
}

const state: { language: 'zh' | 'en'; signInAgain: (() => Promise<void>) | null; passwordNeeded: (() => void) | null } = { language: 'zh', signInAgain: null, passwordNeeded: null };

export function setApiLanguage(language: 'zh' | 'en'): void {
  state.language = language;
}

/** Who shows the sign-in dialog when a session has ended, and who shows the forced password change. */
export function onSessionEnd(signInAgain: () => Promise<void>, passwordNeeded: () => void): void {
  state.signInAgain = signInAgain;
  state.passwordNeeded = passwordNeeded;
}

export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (!pairs.length) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join('&')}`;
}

/** Plain HTTP has no crypto.randomUUID, but getRandomValues is there. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function refusalOf(response: Response): Promise<ApiError> {
  const requestId = response.headers.get('x-request-id') ?? '';
  const answer = (await response.json().catch(() => null)) as Partial<ErrorAnswer> | null;
  const sentence = state.language === 'zh' ? '服务器没有给出说明，未保存任何修改。请重试。' : 'The server gave no explanation and saved nothing. Try again.';
  return new ApiError(response.status, answer?.code ?? `http.${response.status}`, answer?.message ?? sentence, answer?.faults ?? [], answer?.requestId ?? requestId);
}

async function send(path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': state.language === 'zh' ? 'zh-CN' : 'en' };
  const form = call.body instanceof FormData;
  if (call.body !== undefined && !form) headers['content-type'] = 'application/json';
  if (call.method === 'POST') headers['idempotency-key'] = newKey();
  const init: RequestInit = { method: call.method, headers, credentials: 'same-origin', signal: call.signal };
  if (call.body !== undefined) init.body = form ? (call.body as FormData) : JSON.stringify(call.body);
  for (;;) {
    let response: Response;
    try {
      response = await fetch(`/api${withQuery(path, call.query)}`, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      const sentence = state.language === 'zh' ? '网络中断，未能连上服务器。请检查网络后重试。' : 'Connection lost; the server cannot be reached. Check the network and try again.';
      throw new ApiError(0, 'network.lost', sentence, [], '');
    }
    if (response.ok) return response;
    if (response.status === 401 && !call.withoutSignIn && state.signInAgain) {
      await state.signInAgain();
      continue;
    }
    const refusal = await refusalOf(response);
    if (refusal.code === 'access.passwordChangeNeeded') state.passwordNeeded?.();
    throw refusal;
  }
}

async function json<T>(path: string, call: Call): Promise<T> {
  const response = await send(path, call);
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as T;
}

/** Paths without `/api`: `api.get<HomeView>('/home')`. A body of FormData is sent as multipart. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => json<T>(path, { method: 'GET', query, signal }),
  post: <T>(path: string, body?: unknown, options: { withoutSignIn?: boolean } = {}): Promise<T> => json<T>(path, { method: 'POST', body, ...options }),
  put: <T>(path: string, body?: unknown): Promise<T> => json<T>(path, { method: 'PUT', body }),
  patch: <T>(path: string, body?: unknown): Promise<T> => json<T>(path, { method: 'PATCH', body }),
  remove: <T>(path: string, body?: unknown): Promise<T> => json<T>(path, { method: 'DELETE', body }),
  /** For the first question of all: who am I? A 401 is an answer here, not an interruption. */
  peek: <T>(path: string): Promise<T> => json<T>(path, { method: 'GET', withoutSignIn: true }),
};

/** Fetches a file and hands it to the browser under the name the server gave it. */
export async function download(path: string, query?: Query): Promise<void> {
  await handOver(await send(path, { method: 'GET', query }));
}

/** The same where the file is made from what is sent. */
export async function downloadPosted(path: string, body: FormData): Promise<void> {
  await handOver(await send(path, { method: 'POST', body }));
}

async function handOver(response: Response): Promise<void> {
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const name = encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? 'download');
  saveFile(await response.blob(), name);
}

export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
