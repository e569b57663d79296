/** Samples of the administrators' pages. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

const sections = (current: string) =>
  [
    ['Overview', '/admin'],
    ['Settings', '/admin/settings'],
    ['Roles', '/admin/roles'],
    ['Outbox', '/admin/outbox'],
    ['Delivery reports', '/admin/mail-reports'],
    ['Failed jobs', '/admin/jobs'],
    ['Badge keys', '/admin/badge-keys'],
    ['Audit', '/admin/audit'],
  ].map(([text, href]) => ({ text, href, active: href === current }))

const preview = {
  force_name: 'Hertfordshire Constabulary',
  colour: '#1d3557',
  contrast_words: '12.1 to 1',
  logo_url: null,
  logo_alt: '',
}
const state_choices = [
  { value: '', text: 'Written, any state' },
  ...['Planned', 'Waiting', 'Sent', 'Came back', 'Failed', 'Dropped'].map((text) => ({
    value: text.toLowerCase(),
    text,
  })),
]
const as: ['administrator'] = ['administrator']
const failed = { text: 'Failed', classes: 'app-tag--stop' }

const badgeKeys = [
  {
    name: `z6Mk${'h'.repeat(44)}`,
    made_words: '12 April 2027, 10am',
    state_words: 'Signs badges now.',
    withdrawal_href: `/admin/badge-keys/${sampleId(71)}/withdrawal`,
  },
  {
    name: `z6Mk${'t'.repeat(44)}`,
    made_words: '12 April 2026, 10am',
    state_words: 'Withdrawn 12 April 2027, 10am: nothing that it signed counts.',
    withdrawal_href: null,
  },
]

const withdrawal = {
  title: 'Withdraw a badge key',
  back: { href: '/admin/badge-keys', text: 'Badge keys' },
  form: typed(),
  key: { ...badgeKeys[0]! },
  action: `/admin/badge-keys/${sampleId(71)}/withdrawal`,
  is_active: true,
  is_withdrawn: false,
  signed_words: '212 badges are shown that it may have signed.',
}

export const adminSamples: RoomSamples = {
  pages: {
    overview: {
      as,
      locals: {
        title: 'Admin',
        wide: true,
        sections: sections('/admin'),
        failed_mails: 3,
        failed_jobs: 0,
        waiting_mails: 1_204,
        planned: 58,
        preview,
      },
    },
    settings: {
      as,
      locals: {
        title: 'Settings',
        wide: true,
        sections: sections('/admin/settings'),
        preview,
        form: typed(
          {
            force_name: 'Hertfordshire Constabulary',
            team_name: 'Hate crime team',
            contact_address: 'hate-crime-team@champions.example',
            brand_colour: '#ffcc00',
            signatory_name: 'Siân O’Brien-Żak',
            signatory_title: 'Chief Constable',
            sender_name: 'Hate crime champions',
            sender_address: 'no-reply@champions.example',
          },
          [{ field: 'brand_colour', text: 'White text on #ffcc00 is too hard to read. Choose a darker colour' }],
        ),
      },
    },
    logo: {
      as,
      locals: {
        title: 'Logo',
        back: { href: '/admin/settings', text: 'Settings' },
        form: typed({ logo_alt: '' }, [{ field: 'logo', text: 'Choose a PNG or JPEG picture' }]),
        preview,
      },
    },
    'logo-removal': {
      as,
      locals: { title: 'Remove the logo', back: { href: '/admin/settings/logo', text: 'Logo' } },
    },
    roles: {
      as,
      locals: {
        title: 'Roles',
        wide: true,
        sections: sections('/admin/roles'),
        filters: typed(),
        role_choices: [{ value: '', text: 'Any role' }],
        paging: paging(2),
        grants: [
          {
            full_name: 'Amina Rahman',
            email: 'amina@dacorum.example',
            href: `/people/${sampleId(40)}`,
            is_disabled: false,
            role_words: 'Organisation lead',
            organisation_name: 'Dacorum Borough Council',
            starts_words: '4 January 2027',
            ends_words: '31 March 2028',
            granted_by: 'Ada Min',
          },
          {
            full_name: 'Ada Min',
            email: 'ada@force.example',
            href: `/people/${sampleId(41)}`,
            is_disabled: true,
            role_words: 'Administrator',
            organisation_name: null,
            starts_words: 'From 1 June 2027',
            ends_words: 'No end set',
            granted_by: 'The system',
          },
        ],
      },
    },
    outbox: {
      as,
      locals: {
        title: 'Outbox',
        wide: true,
        sections: sections('/admin/outbox'),
        filters: typed({ state: 'failed' }),
        is_filtered: true,
        state_choices,
        paging: paging(1),
        mails: [
          {
            href: `/admin/outbox/${sampleId(50)}`,
            subject: 'Your place at Champions, part 1',
            to_name: 'Siân O’Brien-Żak',
            to_address: 'sian@a-very-long-domain-name-of-a-housing-association.example',
            kind_words: 'Live sessions: booked',
            created_words: '12 April 2027, 10am',
            state_tag: failed,
            state_words: 'Refused on 12 April 2027, 10:01am: 550 5.1.1 no such mailbox',
          },
        ],
      },
    },
    planned: {
      as,
      locals: {
        title: 'Outbox: planned',
        wide: true,
        sections: sections('/admin/outbox'),
        filters: typed({ state: 'planned' }),
        state_choices,
        paging: paging(1),
        plans: [
          {
            kind_words: 'Live sessions: day before',
            about: 'Siân O’Brien-Żak, Champions',
            due_words: '19 April 2027, 10am',
            created_words: '12 April 2027, 10am',
          },
        ],
      },
    },
    mail: {
      as,
      locals: {
        title: 'Your place at Champions, part 1',
        back: { href: '/admin/outbox', text: 'Outbox' },
        mail: {
          state_tag: failed,
          can_retry: true,
          is_body_gone: false,
          retry_action: `/admin/outbox/${sampleId(50)}/retry`,
          person_href: `/people/${sampleId(40)}`,
          facts: [
            { key: { text: 'To' }, value: { text: 'Siân O’Brien-Żak, sian@partner.example' } },
            { key: { text: 'Tries' }, value: { text: '1' } },
          ],
        },
        body_href: null,
      },
    },
    'mail-reports': {
      as,
      locals: {
        title: 'Delivery reports',
        wide: true,
        sections: sections('/admin/mail-reports'),
        is_posted: true,
        post_url: 'https://champions.example/mail-reports',
        mailbox: { fault: 'Invalid credentials', words: 'Never read yet. Last tried on 12 April 2027, 10am.' },
        paging: paging(2),
        reports: [
          {
            came_words: '12 April 2027, 10am',
            by_words: 'Posted',
            tag: { text: 'Came back', classes: 'app-tag--stop' },
            subject: 'Your certificate HCC-2027-000123-K',
            to_address: 'sian@dacorum.gov.uk',
            href: `/admin/outbox/${sampleId(50)}`,
            said: '550 5.1.1 <sian@dacorum.gov.uk>: Recipient address rejected: User unknown',
          },
          {
            came_words: '12 April 2027, 9am',
            by_words: 'From the mailbox',
            tag: { text: 'Automatic reply', classes: 'app-tag--off' },
            subject: null,
            to_address: null,
            href: null,
            said: '',
          },
        ],
      },
    },
    'mail-reports.none': {
      as,
      locals: {
        title: 'Delivery reports',
        sections: sections('/admin/mail-reports'),
        is_posted: false,
        post_url: 'https://champions.example/mail-reports',
        mailbox: null,
        paging: paging(0),
        reports: [],
      },
    },
    jobs: {
      as,
      locals: {
        title: 'Failed jobs',
        wide: true,
        sections: sections('/admin/jobs'),
        paging: paging(1),
        jobs: [
          {
            name: 'Certification: check',
            error: 'No font has a character of the name',
            tries: 25,
            failed_words: '12 April 2027, 10am',
            retry_action: '/admin/jobs/17/retry',
          },
        ],
      },
    },
    'badge-keys': {
      as,
      locals: {
        title: 'Badge keys',
        sections: sections('/admin/badge-keys'),
        active_id: sampleId(71),
        is_closed: false,
        keys: badgeKeys,
      },
    },
    'badge-keys.closed': {
      as,
      locals: {
        title: 'Badge keys',
        sections: sections('/admin/badge-keys'),
        active_id: sampleId(71),
        is_closed: true,
        keys: badgeKeys,
      },
    },
    'badge-keys.none': {
      as,
      locals: {
        title: 'Badge keys',
        sections: sections('/admin/badge-keys'),
        active_id: null,
        is_closed: false,
        keys: [],
      },
    },
    'badge-key-withdrawal': { as, locals: withdrawal },
    'badge-key-withdrawal.errors': {
      as,
      locals: {
        ...withdrawal,
        form: typed({}, [
          { field: 'reason', text: 'Enter why the key is withdrawn' },
          { field: 'is_sure', text: 'Say that every badge it signed may end' },
        ]),
      },
    },
    'badge-key-withdrawal.done': { as, locals: { ...withdrawal, is_withdrawn: true } },
    audit: {
      as,
      locals: {
        title: 'Audit',
        wide: true,
        sections: sections('/admin/audit'),
        form: typed({ 'from-day': '31', 'from-month': '2', 'from-year': '2027' }, [
          { field: 'from-day', text: 'Enter a real day, like 27 3 2027' },
        ]),
        is_filtered: true,
        action_choices: [{ value: '', text: 'Anything' }],
        paging: paging(1),
        events: [
          {
            at_words: '12 April 2027, 10am',
            actor: 'Ada Min',
            actor_href: `/people/${sampleId(41)}`,
            action: 'Organisations: change',
            subject: 'Organisation: Dacorum Borough Council',
            subject_href: `/organisations/${sampleId(11)}`,
            history_href: `/admin/audit?subject_id=${sampleId(11)}`,
            reason: null,
            changes: ['Name: Dacorum became Dacorum Borough Council'],
          },
        ],
      },
    },
  },
}
