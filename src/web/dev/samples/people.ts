/** Samples of the people's pages and e-mails; those of staff lists stand beside them. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'
import { staffListSamples } from './staff-lists.ts'

const as: ['coordinator'] = ['coordinator']
const full_name = 'Siân O’Brien-Żak'
const href = `/people/${sampleId(40)}`
const toPerson = { href, text: full_name }
const people = { href: '/people', text: 'People' }
const language_choices = [
  { value: 'en', text: 'English' },
  { value: 'cy', text: 'Welsh (Cymraeg)' },
]
const organisation_choices = [
  { value: '', text: 'None' },
  { value: sampleId(11), text: 'Dacorum Borough Council' },
]
const role_choices = [
  { value: 'lead', text: 'Organisation lead', hint: 'Sees the people of their organisation' },
  { value: 'trainer', text: 'Trainer', hint: 'Writes courses and runs live sessions' },
]
const invited = { text: 'Mail came back', classes: 'app-tag--stop' }

const cameBackWords =
  'Mail came back on 12 April 2027: There is no such mailbox (5.1.1). It will not get better by itself.'
const forGood = { text: 'For good', classes: 'app-tag--stop' }
const returned = {
  id: sampleId(50),
  subject: 'Your certificate HCC-2027-000123-K',
  words: 'Written on 12 April 2027, 10am to sian@dacorum.gov.uk, with the certificate',
  reason: 'There is no such mailbox (5.1.1)',
  tag: forGood,
  can_be_sent: true,
  is_wanted: true,
  why_not: '',
}
const cameBackPage = {
  title: `Mail to ${full_name} that came back`,
  back: toPerson,
  form: typed({}, [{ field: 'mail_id', text: 'Tick what shall be sent again' }]),
  email: 'sian@dacorum.gov.uk',
  address_href: `${href}/address`,
  action: `${href}/came-back`,
  doubted_words: cameBackWords,
  mails: [
    returned,
    {
      ...returned,
      id: sampleId(51),
      subject: 'You are invited',
      words: 'Written on 2 April 2027, 10am to sian@dacorum.gov.uk',
      can_be_sent: false,
      is_wanted: false,
      why_not: 'Cannot be sent again: it held a code or a link for one use, or is out of date',
    },
  ],
  can_send: true,
}

export const peopleSamples: RoomSamples = {
  pages: {
    list: {
      as,
      locals: {
        title: 'People',
        wide: true,
        filters: typed({ search: 'sian' }),
        is_filtered: true,
        chosen: [['search', 'sian']],
        paging: paging(120, 2),
        can_import: true,
        open_requests: 2,
        organisation_choices,
        role_choices: [{ value: '', text: 'Any role' }, ...role_choices],
        state_choices: [{ value: '', text: 'Any state' }],
        people: [
          {
            id: sampleId(40),
            full_name,
            href,
            email: 'sian@dacorum.gov.uk',
            organisations: 'Dacorum Borough Council',
            role_words: 'Organisation lead',
            state: invited,
            invited_words: '12 April 2027',
            can_be_invited: true,
          },
        ],
      },
    },
    'list.empty': {
      as,
      locals: {
        title: 'People',
        wide: true,
        filters: typed(),
        is_filtered: false,
        chosen: [],
        paging: paging(0),
        can_import: true,
        open_requests: 0,
        organisation_choices,
        role_choices,
        state_choices: [{ value: '', text: 'Any state' }],
        people: [],
      },
    },
    'came-back-list': {
      as,
      locals: {
        title: 'People whose mail comes back',
        wide: true,
        back: people,
        paging: paging(1),
        people: [
          {
            full_name,
            href: `${href}/came-back`,
            email: 'sian@dacorum.gov.uk',
            organisations: 'Dacorum Borough Council',
            tag: forGood,
            reason: 'There is no such mailbox (5.1.1)',
            when_words: '12 April 2027',
          },
        ],
      },
    },
    'came-back-list.nobody': {
      as,
      locals: { title: 'People whose mail comes back', back: people, paging: paging(0), people: [] },
    },
    'came-back': { as, locals: cameBackPage },
    'came-back.nothing': {
      as,
      locals: { ...cameBackPage, form: typed(), doubted_words: null, mails: [], can_send: false, email: null },
    },
    members: {
      as: ['lead'],
      locals: {
        title: 'People of Dacorum Borough Council',
        organisations: [
          { name: 'Dacorum Borough Council', href: `/people?organisation_id=${sampleId(11)}`, is_shown: true },
        ],
        paging: paging(1),
        members: [{ full_name: '李小龍', job_title: 'Warden', since_words: '12 April 2027' }],
      },
    },
    new: {
      as,
      locals: {
        title: 'Add a person',
        back: people,
        form: typed({ email: 'sian@dacorum.gov.uk', language: 'en' }, [
          { field: 'full_name', text: 'Enter the full name' },
          { field: 'email', text: `This address belongs to ${full_name}` },
        ]),
        known_href: href,
        language_choices,
        organisation_choices,
      },
    },
    show: {
      as,
      locals: {
        title: full_name,
        back: people,
        person: {
          href,
          full_name,
          printable_name: null,
          email: 'sian@dacorum.gov.uk',
          language: 'English',
          may_be_listed: 'No',
          known_since: '12 April 2027',
          disabled_words: null,
          erased_words: null,
          erasure_href: `${href}/erasure`,
          came_back: { words: cameBackWords, href: `${href}/came-back` },
          is_self: false,
          can_set_extra_time: true,
          can_change_address: true,
          can_change_way_in: true,
          can_grant: true,
          memberships: [
            {
              starts_words: '12 April 2027',
              ends_words: '',
              is_past: false,
              state_words: 'Now',
              organisation_name: 'Dacorum Borough Council',
              organisation_href: `/organisations/${sampleId(11)}`,
              job_title: 'Community safety lead',
              end_href: `${href}/memberships/${sampleId(42)}/end`,
            },
          ],
          grants: [
            {
              starts_words: '12 April 2027',
              ends_words: '31 March 2028',
              is_past: false,
              state_words: 'Now',
              role_words: 'Organisation lead of Dacorum Borough Council',
              granted_by: 'Samir Choudhury',
              end_href: `${href}/roles/${sampleId(43)}/end`,
            },
          ],
          newest_invitation_id: sampleId(44),
          invite_words: 'Invite again',
          has_come: false,
          invitations: [
            {
              invited_words: '12 April 2027, 10am',
              invited_by: 'Samir Choudhury',
              address: 'sian@dacorum.gov.uk',
              mail_words: 'Refused: 550 5.1.1 no such mailbox',
              is_refused: true,
              answer_words: 'Open until 26 April 2027',
            },
          ],
          cards: [],
        },
      },
    },
    edit: {
      as,
      locals: {
        title: 'Change name and language',
        back: toPerson,
        form: typed({ full_name: '', language: 'en' }, [{ field: 'full_name', text: 'Enter the full name' }]),
        href,
        language_choices,
      },
    },
    address: {
      as,
      locals: {
        title: `Change the address of ${full_name}`,
        back: toPerson,
        form: typed({ email: 'sian@dacorum' }, [
          { field: 'email', text: 'Enter an email address in the correct format, like name@example.com' },
        ]),
        action: `${href}/address`,
        old_email: 'sian@dacorum.gov.uk',
      },
    },
    'extra-time': {
      as: ['coordinator'],
      locals: {
        title: `Extra time for ${full_name}`,
        back: toPerson,
        form: typed({ extra_time: '25' }),
        action: `${href}/extra-time`,
        extra_time_choices: [
          { value: 'none', text: 'No extra time' },
          { value: '25', text: '25% more time' },
        ],
      },
    },
    'new-membership': {
      as,
      locals: {
        title: `Add ${full_name} to an organisation`,
        back: toPerson,
        form: typed({ 'starts_on-day': '31', 'starts_on-month': '2', 'starts_on-year': '2027' }, [
          { field: 'starts_on-day', text: 'Enter a real date, like 27 3 2027' },
        ]),
        action: `${href}/memberships`,
        organisation_choices,
      },
    },
    'new-role': {
      as: ['administrator'],
      locals: {
        title: `Give ${full_name} a role`,
        back: toPerson,
        form: typed({ role: 'lead' }, [{ field: 'organisation_id', text: 'Select the organisation they lead' }]),
        action: `${href}/roles`,
        role_choices,
        organisation_choices,
      },
    },
    end: {
      as,
      locals: {
        title: `End ${full_name}’s time at Dacorum Borough Council?`,
        back: toPerson,
        form: typed(),
        action: `${href}/memberships/${sampleId(42)}/end`,
        sentences: [`${full_name} is no longer counted among its people.`],
        day_label: 'First day they are no longer a member',
        button: 'End membership',
        cancel_href: href,
      },
    },
    disable: { as, locals: { title: `Disable ${full_name}?`, back: toPerson, form: typed(), href, full_name } },
    enable: { as, locals: { title: `Enable ${full_name}?`, back: toPerson, form: typed(), href, full_name } },
    'invite-many': {
      as,
      locals: { title: 'Invite everyone found', back: people, count: 12, chosen: [['state', 'not-invited']] },
    },
    'new-joining-card': {
      as,
      locals: {
        title: `Print a joining card for ${full_name}`,
        back: toPerson,
        href,
        full_name,
        has_address: true,
        replaces: true,
        days: 30,
      },
    },
    'joining-card': {
      as,
      layout: 'print',
      locals: {
        title: `Joining card for ${full_name}`,
        back: toPerson,
        full_name,
        code: '7K3M-9QXA-02TD',
        address: 'localhost:3000/sign-in/card',
        last_day_words: '12 May 2027',
      },
    },
    'join-organisation': {
      locals: {
        title: 'Join your organisation',
        organisation_name: 'Dacorum Borough Council',
        domain: 'dacorum.gov.uk',
        is_member: false,
        waiting_since: null,
        declined_on: '1 April 2027',
      },
    },
    'join-requests': {
      as,
      locals: {
        title: 'Requests to join',
        wide: true,
        requests: [
          {
            full_name: '李小龍',
            email: 'xiaolong@dacorum.gov.uk',
            organisation_name: 'Dacorum Borough Council',
            href: `/people/join-requests/${sampleId(45)}`,
            asked_words: '12 April 2027, 10am',
          },
        ],
      },
    },
    ...staffListSamples,
  },
  mails: {
    invitation: {
      full_name,
      email: 'sian@dacorum.gov.uk',
      organisation_name: 'Dacorum Borough Council',
      href: `http://localhost:3000/invitations/${'A'.repeat(22)}`,
      sign_in_href: 'http://localhost:3000/sign-in',
      last_day_words: '26 April 2027',
    },
    'address-changed-new': {
      full_name,
      old_email: 'sian@dacorum.gov.uk',
      new_email: 'sian@watford.gov.uk',
      sign_in_href: 'http://localhost:3000/sign-in',
    },
    'address-changed-old': { full_name, old_email: 'sian@dacorum.gov.uk', new_email: 'sian@watford.gov.uk' },
    'join-approved': {
      full_name,
      organisation_name: 'Watford Borough Council',
      href: 'http://localhost:3000/my-training',
    },
    'join-declined': {
      full_name,
      organisation_name: 'Watford Borough Council',
      href: 'http://localhost:3000/my-training',
    },
  },
}
