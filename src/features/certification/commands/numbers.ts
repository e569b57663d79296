/** Allots the numbers of certificates: each programme and year counts for itself, without gaps. */
import { certificateNumber } from '../../../lib/codes.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'

/** The next number of the year. Its row stays locked until the transaction ends, so that numbers have no gaps. */
export async function takeNumber(ctx: Ctx, code: string, year: number): Promise<string> {
  const [number] = await takeNumbers(ctx, { code, year, count: 1 })
  return number!
}

/** So many of them, in order. */
export async function takeNumbers(
  ctx: Ctx,
  { code, year, count }: { code: string; year: number; count: number },
): Promise<string[]> {
  const counter = await row<{ last_number: number }>(
    ctx.db,
    `insert into certificate_counters as c (code, year, last_number) values (:code, :year, :count)
     on conflict (code, year) do update set last_number = c.last_number + excluded.last_number returning last_number`,
    { code, year, count },
  )
  const first = counter!.last_number - count + 1
  return Array.from({ length: count }, (_, index) => certificateNumber({ code, year, sequence: first + index }))
}
