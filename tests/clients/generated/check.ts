// Settings and checks that both clients in TypeScript use.

declare const process: { env: Record<string, string | undefined> };

export function setting(name: string): string {
  const text = process.env[`CALLBOOK_${name}`];
  if (text === undefined) throw new Error(`CALLBOOK_${name} is not set`);
  return text;
}

export const NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
export const NO_TOKEN = `cbk_${"0".repeat(36)}`;
export const TAG = Array.from({ length: 10 }, () => pick("bcdfghjklmnpqrstvwxz")).join("");
export const PHONE = `+436641${Math.floor(100000 + Math.random() * 900000)}`;
export let checks = 0;

function pick(letters: string): string {
  return letters.charAt(Math.floor(Math.random() * letters.length));
}

export function same(got: unknown, expected: unknown, message: string): void {
  checks += 1;
  const [left, right] = [JSON.stringify(got), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${message}: ${left}, expected ${right}`);
}

/** The result of a call, in either client. */
export interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of an answer, which must not be a refusal. */
export async function given<Data>(call: Promise<Answer<Data>>, status = 200): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call;
  same(response.status, status, `${response.url}: ${JSON.stringify(error)}`);
  if (data === undefined) throw new Error(`${response.url}: nothing`);
  return data as Exclude<Data, undefined>;
}

/** Checks that a call removed something. */
export async function removed(call: Promise<Answer<unknown>>): Promise<void> {
  const { response } = await call;
  same(response.status, 204, response.url);
}

interface Refusal {
  errors: { message: string }[];
  code?: number;
}

/** Checks that a call is refused; the older API has no code. */
export async function refused(
  call: Promise<{ error?: Refusal; response: Response }>,
  status: number,
  code: number | null = status,
): Promise<void> {
  const { error, response } = await call;
  same(response.status, status, `${response.url}: ${JSON.stringify(error)}`);
  same(error?.code ?? null, code, `${response.url}: code`);
  same(error !== undefined && error.errors.length > 0, true, `${response.url}: no entries`);
  for (const one of error?.errors ?? []) same(one.message.length > 0, true, `${response.url}: no message`);
}

interface Page<Row> {
  data: Row[];
  has_more: boolean;
  total_count: number;
}

type Window = { limit: number; offset?: number; page?: number };

/** The ids of a whole list, read three rows at a time, by offset and by page. */
export async function pages<Row extends { id: string }>(
  list: (window: Window) => Promise<Answer<Page<Row>>>,
): Promise<string[]> {
  let ids: string[] = [];
  for (const step of [(n: number) => ({ offset: n * 3 }), (n: number) => ({ page: n + 1 })]) {
    ids = [];
    for (let n = 0, more = true; more; n += 1) {
      const page = await given<Page<Row>>(list({ limit: 3, ...step(n) }));
      ids.push(...page.data.map((row) => row.id));
      more = page.has_more;
      if (!more) same(new Set(ids).size, page.total_count, "in all");
    }
  }
  return ids;
}
