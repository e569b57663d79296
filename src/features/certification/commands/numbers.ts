/** Allots the numbers of certificates: each programme and year counts for itself, without gaps. */
import { certificateNumber } from '../../../lib/codes.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'

/** The next number of the year. Its row stays locked until the transaction ends, so that numbers have no gaps. */
export async function takeNumber(ctx: Ctx, code: string, year: number): Promise<string> {
  const counter = await row<{ last_number: number }>(
    ctx.db,
    `insert into certificate_counters (code, year, last_number) values (?, ?, 1)
     on conflict (code, year) do update set last_number = certificate_counters.last_number + 1 returning last_number`,
    [code, year],
  )
  return certificateNumber({ code, year, sequence: counter!.last_number })
}
