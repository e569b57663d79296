/** Who can be erased, and what the typed confirmation must say. Pure. */
import { foldForSearch } from '../../../lib/text.ts'

/** Long enough to notice a slip or a fraud, and well within the month that the law gives. */
export const erasureDays = 7

export const erasureGrounds = ['asked', 'no longer needed', 'unlawful'] as const
export type ErasureGround = (typeof erasureGrounds)[number]

export interface ErasureFacts {
  has_roles: boolean
  /** Their record is part of another one since a merge. */
  is_merged: boolean
}

export type ErasureRefusal = 'own-record' | 'has-roles' | 'is-merged' | 'erased'

export function refusalOf(person: { erased_at: Date | null }, facts: ErasureFacts): ErasureRefusal | null {
  if (person.erased_at !== null) return 'erased'
  // A right is taken back by somebody, and on record, before the person goes.
  if (facts.has_roles) return 'has-roles'
  return facts.is_merged ? 'is-merged' : null
}

/** The name as it stands on the page; case, accents and spaces do not matter. */
export const isName = (typed: string, name: string): boolean => {
  const mark = (text: string) => foldForSearch(text).replace(/\s+/g, ' ').trim()
  return typed.trim().normalize('NFC') === name.normalize('NFC') || (mark(typed) !== '' && mark(typed) === mark(name))
}
