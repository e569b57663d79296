/** Rows to what the help pages show: pure. */
import { wordsForDate } from '../../lib/time.ts'
import type { Typed } from '../../platform/http/form.ts'
import type { DistrictRow, HelpEntryRow } from './queries.ts'
import type { HelpKind } from './rules.ts'

export const kindWords: Record<HelpKind, string> = {
  route: 'A way to report',
  centre: 'Third-party reporting centre',
  support: 'Support',
}

export const kindChoices = Object.entries(kindWords).map(([value, text]) => ({ value, text }))

/** Reads out as a number and dials: `0800 111 222` -> `tel:0800111222`. */
const phoneHref = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`

/** No caution ever stands beside 999: nobody should hesitate to call it. */
const isStale = (entry: HelpEntryRow, today: string) => entry.review_on < today && entry.phone !== '999'

function entryPage(entry: HelpEntryRow, today: string) {
  return {
    name: entry.name,
    description: entry.description,
    phone: entry.phone,
    phone_href: entry.phone && phoneHref(entry.phone),
    url: entry.url,
    url_words: entry.url && new URL(entry.url).hostname.replace(/^www\./, ''),
    is_anonymous: entry.is_anonymous,
    area_name: entry.area_name,
    caution: isStale(entry, today) ? `Not checked since ${wordsForDate(entry.checked_on)}` : null,
  }
}

/** Entries that say the same, such as centres that all are to be checked first, become one list below one sentence. */
function grouped(entries: ReturnType<typeof entryPage>[]) {
  return [...Map.groupBy(entries, (entry) => entry.description).entries()].map(([description, some]) => ({
    description,
    entries: some,
  }))
}

/** The public page. A district narrows the centres to its own and those that name no district. */
export function helpPage(entries: HelpEntryRow[], districts: DistrictRow[], districtId: string | null, today: string) {
  const district = districts.find(({ id }) => id === districtId)
  const ofKind = (kind: HelpKind) => entries.filter((entry) => entry.kind === kind)
  const show = (some: HelpEntryRow[]) => some.map((entry) => entryPage(entry, today))
  const centres = ofKind('centre')
  const checked = entries.map((entry) => entry.checked_on).toSorted()
  const due = entries.map((entry) => entry.review_on).toSorted()
  return {
    district_name: district?.name ?? null,
    district_choices: [
      { value: '', text: 'All of the county' },
      ...districts.map(({ id, name }) => ({ value: id, text: name })),
    ],
    emergency: show(ofKind('route')).find((entry) => entry.phone === '999') ?? null,
    routes: show(ofKind('route')).filter((entry) => entry.phone !== '999'),
    local_centres: grouped(district ? show(centres.filter((entry) => entry.area_id === district.id)) : []),
    centres: grouped(show(district ? centres.filter((entry) => entry.area_id === null) : centres)),
    support: show(ofKind('support').filter((entry) => !district || [null, district.id].includes(entry.area_id))),
    anonymous_routes: show(ofKind('route').filter((entry) => entry.is_anonymous)),
    is_stale: entries.some((entry) => isStale(entry, today)),
    checked_words: checked[0] ? wordsForDate(checked[0]) : null,
    due_words: due[0] ? wordsForDate(due[0]) : null,
  }
}

export function entryListPage(entries: HelpEntryRow[], today: string) {
  return entries.map((entry) => ({
    name: entry.name,
    href: `/help/entries/${entry.id}`,
    kind_words: kindWords[entry.kind],
    area_words: entry.area_name ?? 'Anywhere',
    owner: entry.owner,
    checked_words: wordsForDate(entry.checked_on),
    review_words: wordsForDate(entry.review_on),
    is_overdue: entry.withdrawn_at === null && entry.review_on < today,
    is_withdrawn: entry.withdrawn_at !== null,
  }))
}

export function filledEntry(entry: HelpEntryRow): Typed {
  const [year, month, day] = entry.review_on.split('-')
  return {
    kind: entry.kind,
    name: entry.name,
    description: entry.description,
    phone: entry.phone ?? '',
    url: entry.url ?? '',
    is_anonymous: entry.is_anonymous ? 'yes' : undefined,
    area_id: entry.area_id ?? '',
    owner: entry.owner,
    position: String(entry.position),
    'review_on-day': String(Number(day)),
    'review_on-month': String(Number(month)),
    'review_on-year': year,
  }
}
