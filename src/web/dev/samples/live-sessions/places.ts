/** Samples of kept places and of offers. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { session, full } from './facts.ts'

const offer = {
  title: 'A place is free for you',
  state: 'offered',
  action: '/offers/AAAAAAAAAAAAAAAAAAAAAA',
  person_name: 'Siân O’Brien-Żak',
  session: full,
  until_words: '20 April 2027, 2pm',
  elsewhere_words: 'Hate crime champions, 11 May 2027, 10am' as string | null,
}
const places = {
  title: `Places of ${session.title}`,
  back: { href: session.href, text: session.title },
  form: typed(),
  session,
  ledger: { capacity: 30, booked: 20, held: 1, kept: 2, open: 7, waiting: 0 },
  quotas: [
    {
      who: 'housing associations',
      places: 4,
      used: 2,
      until_words: '22 April 2027',
      is_active: true,
      removal_href: `${session.href}/places/${sampleId(75)}/removal`,
    },
    {
      who: 'Dacorum Borough Council',
      places: 2,
      used: 2,
      until_words: '10 April 2027',
      is_active: false,
      removal_href: `${session.href}/places/${sampleId(76)}/removal`,
    },
  ],
  group_choices: [
    { value: '', text: 'Select who they are kept for' },
    { value: 'charity', text: 'All charities' },
    { value: sampleId(77), text: 'Dacorum Borough Council' },
  ],
}

export const placeSamples: RoomSamples['pages'] = {
  places: { as: ['trainer'], locals: places },
  'places.errors': {
    as: ['coordinator'],
    locals: {
      ...places,
      quotas: [],
      form: typed({ group: 'charity', places: '40', 'release_on-day': '31', 'release_on-month': '2' }, [
        { field: 'places', text: 'Enter 7 or fewer: no more can be kept now' },
        { field: 'release_on-day', text: 'Enter a day that exists, like 12 5 2027' },
      ]),
    },
  },
  offer: { locals: offer },
  'offer.open': { locals: { ...offer, title: 'A place is free', state: 'open', elsewhere_words: null } },
  'offer.booked': { locals: { ...offer, title: 'You have a place', state: 'booked' } },
  'offer.gone': { locals: { ...offer, title: 'The place has gone', state: 'gone' } },
  'offer.declined': { locals: { ...offer, title: 'You are off the waiting list', state: 'declined' } },
  'offer.lapsed': { locals: { ...offer, title: 'The place went to the next person', state: 'lapsed' } },
  'offer.too-late': { locals: { ...offer, title: 'This place can no longer be taken', state: 'too-late' } },
}
