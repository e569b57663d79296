/** The PDFs of certificates, and what a list to hand them over says of each. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { lastStateOf } from './state-sql.ts'

export interface PaperRow {
  certificate_id: string
  number: string
  name: string
  organisation_name: string | null
  programme_name: string
  valid_to: string
  /** Null while it waits for a name that can be printed. */
  file_id: string | null
  size: number | null
}

/** By name, as they are handed out. */
export async function listPapers(ctx: Ctx, ids: string[]): Promise<PaperRow[]> {
  return rows<PaperRow>(
    ctx.db,
    `select c.id as certificate_id, c.number, coalesce(pdf.printed_name, c.facts->>'name') as name,
       c.facts->>'organisation_name' as organisation_name, c.facts->>'programme_name' as programme_name,
       coalesce(last.valid_to, c.valid_to) as valid_to, f.id as file_id, octet_length(f.bytes) as size
     from certificates c
     join people p on p.id = c.person_id
     join ${lastStateOf('c.id')} last on true
     left join certificate_pdfs pdf on pdf.certificate_id = c.id
     left join files f on f.id = pdf.file_id and p.erased_at is null
     where c.id = any (?::uuid[]) order by p.search, c.number`,
    [ids as never],
  )
}
