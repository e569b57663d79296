/** Reads what the rows of a staff list are held against: a few queries for thousands of rows. */
import { emailDomain, foldForSearch, isEmailAddress, nearlySame } from '../../../lib/text.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { findOrganisationByDomain, findOrganisationByName, listOrganisationChoices } from '../../organisations/index.ts'
import { addressOf } from '../rules/import-verdicts.ts'
import type { ImportRowInput, KnownPerson, Organisation, Surroundings } from '../rules/import-verdicts.ts'

/** The members are wanted only where near-duplicates are to be flagged. */
export async function readSurroundings(
  ctx: Ctx,
  input: ImportRowInput[],
  { with_members }: { with_members: boolean },
): Promise<Surroundings> {
  const addresses = [...new Set(input.map(addressOf).filter(isEmailAddress))]
  const choices = await listOrganisationChoices(ctx)
  const { organisations, suggestions } = await readOrganisations(ctx, input, choices)
  const domains = await readDomains(ctx, addresses)
  const ids = new Set([...organisations.values(), ...domains.values()].map(({ id }) => id))
  return {
    people: await readPeople(ctx, addresses),
    organisations,
    suggestions,
    domains,
    names: new Map(choices.map(({ id, name }) => [id, name])),
    members: with_members ? await readMembers(ctx, [...ids]) : new Map(),
  }
}

async function readPeople(ctx: Ctx, addresses: string[]): Promise<Map<string, KnownPerson>> {
  const found = await rows<KnownPerson & { email: string }>(
    ctx.db,
    `select p.id, p.email, p.full_name, p.disabled_at is not null as is_disabled,
       coalesce((select json_agg(json_build_object('organisation_id', m.organisation_id, 'job_title', m.job_title)
                   order by m.starts_on desc)
                 from memberships m where m.person_id = p.id and (m.ends_on is null or m.ends_on > :today)), '[]')
         as memberships
     from people p where p.email = any(:addresses)`,
    { addresses, today: today(ctx.now) },
  )
  return new Map(found.map(({ email, ...person }) => [email, person]))
}

/** A file names few organisations, however many its rows. */
async function readOrganisations(ctx: Ctx, input: ImportRowInput[], choices: Organisation[]) {
  const organisations = new Map<string, Organisation>()
  const suggestions = new Map<string, string>()
  const loosely = new Map<string, Organisation | null>()
  for (const choice of choices) {
    const key = looseKey(choice.name)
    // Two that differ only in what is left out of the key: neither is sure.
    loosely.set(key, loosely.has(key) ? null : choice)
  }
  for (const text of new Set(input.map((row) => row.organisation_text))) {
    if (text === '') continue
    const found = (await findOrganisationByName(ctx, text)) ?? loosely.get(looseKey(text))
    if (found) organisations.set(text, found)
    else {
      const meant = choices.find((choice) => mayBeMeant(text, choice.name))
      if (meant) suggestions.set(text, meant.name)
    }
  }
  return { organisations, suggestions }
}

async function readDomains(ctx: Ctx, addresses: string[]): Promise<Map<string, Organisation>> {
  const domains = new Map<string, Organisation>()
  for (const domain of new Set(addresses.map(emailDomain))) {
    const found = await findOrganisationByDomain(ctx, domain)
    if (found) domains.set(domain, found)
  }
  return domains
}

async function readMembers(ctx: Ctx, organisationIds: string[]): Promise<Surroundings['members']> {
  const found = await rows<{ organisation_id: string; full_name: string; email: string | null }>(
    ctx.db,
    `select m.organisation_id, p.full_name, p.email from memberships m join people p on p.id = m.person_id
     where m.organisation_id = any(:ids::uuid[]) and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)`,
    { ids: organisationIds, today: today(ctx.now) },
  )
  const members: Surroundings['members'] = new Map()
  for (const { organisation_id, ...member } of found) {
    const others = members.get(organisation_id)
    if (others) others.push(member)
    else members.set(organisation_id, [member])
  }
  return members
}

/** A name without its small words, and & written out. */
function looseKey(name: string): string {
  return wordsOf(name)
    .filter((word) => !['the', 'and', 'ltd', 'limited', 'cic', 'cio', 'plc'].includes(word))
    .join(' ')
}

/** Only ever asked about: nearly the same name, or one that begins with the same telling word. */
function mayBeMeant(text: string, name: string): boolean {
  if (nearlySame(text, name)) return true
  const [typed, known] = [wordsOf(text)[0] ?? '', wordsOf(name)[0] ?? '']
  const telling =
    typed.length >= 5 && !['hertfordshire', 'council', 'community', 'police', 'north', 'south'].includes(typed)
  return telling && typed === known
}

const wordsOf = (name: string): string[] =>
  foldForSearch(name)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
