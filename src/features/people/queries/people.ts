/** Reads people: one, by address, by search. */
import { foldForSearch, normaliseEmail } from '../../../lib/text.ts'
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'

export interface PersonRow {
  id: string
  full_name: string
  /** What a certificate prints where no font has a character of the full name. */
  printable_name: string | null
  /** Null: no mailbox; came by a joining card. */
  email: string | null
  language: 'en' | 'cy'
  may_be_listed_at: Date | null
  disabled_at: Date | null
  created_at: Date
  /** Nothing of this record says any more whose it was. */
  erased_at: Date | null
}

const columns = [
  'id',
  'full_name',
  'printable_name',
  'email',
  'language',
  'may_be_listed_at',
  'disabled_at',
  'created_at',
  'erased_at',
]

export async function findPerson(ctx: Ctx, personId: string): Promise<PersonRow | undefined> {
  if (!isId(personId)) return undefined
  return row<PersonRow>(ctx.db, `select ${columns.join(', ')} from people where id = ?`, [personId])
}

export async function getPerson(ctx: Ctx, personId: string): Promise<PersonRow> {
  const found = await findPerson(ctx, personId)
  if (!found) throw new NotFound()
  return found
}

/** The same, held until the transaction ends: whoever else changes this person waits. */
export async function getPersonForUpdate(ctx: Ctx, personId: string): Promise<PersonRow> {
  const found = await ctx
    .db('people')
    .first(...columns)
    .where({ id: personId })
    .forUpdate()
  if (!found) throw new NotFound()
  if (found.erased_at) throw new Conflict('This record was erased. Nothing can be written into it any more.')
  return found
}

export async function findPersonByEmail(ctx: Ctx, email: string): Promise<PersonRow | undefined> {
  return ctx
    .db('people')
    .first(...columns)
    .where({ email: normaliseEmail(email) })
}

export interface FoundPerson {
  id: string
  full_name: string
  email: string | null
  /** Where they are a member today, in one text. */
  organisations: string | null
}

/** For choosing a person: by a part of the name or by the exact address, disabled people left out. */
export async function findPeople(
  ctx: Ctx,
  { search, limit = 20 }: { search: string; limit?: number },
): Promise<FoundPerson[]> {
  const name = nameHasWords(search)
  if (!name) return []
  return rows<FoundPerson>(
    ctx.db,
    `select p.id, p.full_name, p.email, ${organisationsToday} as organisations
     from people p
     where p.disabled_at is null and (${name.condition} or p.email = :email)
     order by lower(p.full_name), p.id limit :limit`,
    { ...name.bindings, email: normaliseEmail(search), limit, today: today(ctx.now) },
  )
}

export const organisationsToday = `
  (select string_agg(o.name, ', ' order by m.starts_on, o.name) from memberships m join organisations o on o.id = m.organisation_id
   where m.person_id = p.id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today))`

/**
 * Each word of a name may stand anywhere in it, so `obrien sian` finds Siân O'Brien. One LIKE a word, for LIKE ALL would
 * not use the index. Null where no word is left.
 */
export function nameHasWords(search: string): { condition: string; bindings: Record<string, string> } | null {
  const words = foldForSearch(search).split(' ').filter(Boolean).slice(0, 8)
  if (words.length === 0) return null
  return {
    condition: words.map((_, index) => `p.search like :word${index}`).join(' and '),
    bindings: Object.fromEntries(words.map((word, index) => [`word${index}`, likePart(word)])),
  }
}

/** A LIKE pattern for a text that may hold % and _. */
export function likePart(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
