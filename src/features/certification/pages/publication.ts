/** What publishing checks, what is different, and what it would ask of how many people: pure. */
import type { ChangeFor, PublicationRow } from '../../courses/index.ts'
import type { AskedOf } from '../forms.ts'
import type { Concerned } from '../queries/changes.ts'

type Check = PublicationRow['faults'][number]['check']

const checks: [Check, string, string][] = [
  ['content', 'Every page has a text', ''],
  ['pictures', 'Every picture has words, or is said to be decorative', ''],
  ['media', 'Every video has captions and a transcript, every recording a transcript', ''],
  [
    'links',
    'Links are well formed and say where they lead',
    'Whether they answer is asked each night once they are published, and never keeps you from publishing.',
  ],
  ['parts', 'Scenarios lead somewhere and end, checklists have something to tick', ''],
  ['dates', 'No review date has passed', ''],
  ['quizzes', 'Every quiz can be drawn as its blueprint asks', ''],
]

const peopleWords = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`

/** Somebody of that age can read it at ease; most adults in the county read at ease what is written for 9 to 11. */
function readingWords(ages: PublicationRow['reading_ages']): string[] {
  return ages.map(({ title, age }) =>
    age === null
      ? `${title}: too short to say`
      : `${title}: about ${age}${age > 14 ? '. Shorter sentences and plainer words would reach more people' : ''}`,
  )
}

const failingWords = ({ module_title, url, words }: PublicationRow['failing_links'][number]): string =>
  `${words}: ${url} on “${module_title}”.`

/** A text cannot bring colours along; what is in a picture nobody measures but a person. */
function contrastWords(pictures: PublicationRow['pictures']): string {
  const measured =
    'A page cannot bring colours of its own: they are those of the house style, which is tested, and of the force, measured when it is set.'
  if (pictures.length === 0) return `${measured} There are no pictures, so there is nothing else to look at.`
  const where = pictures.map(({ title, count }) => `“${title}” (${count})`).join(', ')
  return `${measured} Pictures are not measured. Look yourself whether words in them can be read: ${where}.`
}

export function publicationPage(publication: PublicationRow, concerned: Concerned, actorId: string | null) {
  const { version, previous, faults, unsaved, failing_links, pictures } = publication
  const href = `/courses/versions/${version.id}`
  return {
    href: `${href}/publication`,
    review_href: `${href}/review`,
    return_href: `${href}/review/return`,
    number: version.number,
    previous_number: previous?.number ?? null,
    is_in_review: version.review_asked_at !== null,
    is_ready: faults.length === 0,
    is_own: version.review_asked_at !== null && version.review_asked_by === actorId,
    checks: [
      ...checks.map(([check, text, note]) => ({
        text,
        note: check === 'links' ? [note, ...failing_links.map(failingWords)].join(' ') : note,
        faults: faults
          .filter((fault) => fault.check === check)
          .map((fault) => ({
            text: fault.text,
            href: fault.module_id ? `/courses/modules/${fault.module_id}/edit` : href,
          })),
      })),
      {
        text: 'Contrast of text and background',
        note: contrastWords(pictures),
        faults: [],
      },
    ],
    reading: readingWords(publication.reading_ages),
    unsaved: unsaved.map((one) => `${unsavedWords(one)} It will not be published.`),
    differences: publication.differences,
    ...asking(askedOf(previous, concerned)),
    choices: {
      under_way: choicesFor('under_way', concerned.under_way.length),
      certified: choicesFor('certified', concerned.certified.length),
    },
    under_way_words: concernedWords(
      concerned.under_way.length,
      'is under way on an earlier version',
      'are under way on an earlier version',
    ),
    // Whoever does something again holds their certificate, and is under way.
    certified_words: concernedWords(
      concerned.certified.length,
      'has completed it and is certified',
      'have completed it and are certified',
    ),
    lapsed_words:
      concerned.lapsed.length > 0
        ? `${peopleWords(concerned.lapsed.length)} did the course and ${concerned.lapsed.length === 1 ? 'holds' : 'hold'} no certificate that is valid today. Nothing is asked of them.`
        : null,
  }
}

function unsavedWords({ full_name, module_title, form }: PublicationRow['unsaved'][number]): string {
  if (form === 'new quiz') return `${full_name} began a new quiz and did not add it.`
  if (form === 'new package') return `${full_name} began a new package and did not add it.`
  return `${full_name} typed something in ${form === 'details' ? 'the details of the draft' : `“${module_title}”`} and did not save it.`
}

/** Nobody is asked of a group that is empty. */
export const askedOf = (previous: unknown, { under_way, certified }: Concerned): AskedOf => ({
  under_way: previous !== null && under_way.length > 0,
  certified: previous !== null && certified.length > 0,
})

function asking(asked: AskedOf) {
  const groups = ['under_way', 'certified'] as const
  return { asks: asked, asks_anybody: groups.some((one) => asked[one]), nobody: groups.filter((one) => !asked[one]) }
}

const concernedWords = (count: number, one: string, many: string): string =>
  count === 0 ? `Nobody ${one}.` : `${peopleWords(count)} ${count === 1 ? one : many}.`

/** What was done, with how many people it concerned in the end. */
export function publishedWords(
  number: number,
  change: { for_under_way: ChangeFor | null; for_certified: ChangeFor | null } | null,
  counts: { under_way: number; certified: number },
): string {
  const published = `Version ${number} is published. From now on it cannot be changed`
  const asked = (what: ChangeFor) =>
    (change?.for_under_way === what ? counts.under_way : 0) + (change?.for_certified === what ? counts.certified : 0)
  const sentences = [
    ...(asked('what changed') > 0 ? [`Asked to read what changed: ${peopleWords(asked('what changed'))}`] : []),
    ...(asked('again') > 0 ? [`Asked to do what changed again: ${peopleWords(asked('again'))}`] : []),
  ]
  return [published, ...sentences].join('. ')
}

function choicesFor(
  group: 'under_way' | 'certified',
  count: number,
): { value: ChangeFor; text: string; hint: string }[] {
  const people = peopleWords(count)
  const isUnderWay = group === 'under_way'
  return [
    {
      value: 'leave',
      text: `Leave ${people} as they are`,
      hint: isUnderWay ? 'They finish the version they began.' : 'They are told nothing.',
    },
    {
      value: 'what changed',
      text: `Ask ${people} to read what changed`,
      hint: isUnderWay
        ? 'A short page more, without which the course is not complete. They finish the version they began.'
        : 'A short page under My training. Their certificates stay as they are.',
    },
    {
      value: 'again',
      text: `Have ${people} do what changed again`,
      hint: isUnderWay
        ? 'They go on in the new version. What says the same stays done.'
        : 'The new version opens for them; what says the same stays done. Their certificates stay as they are.',
    },
  ]
}
