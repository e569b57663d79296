/** Samples of the doors and of a person's own account, with their e-mails. */
import type { PageSample, RoomSamples } from '../sample.ts'
import { typed, sampleId } from '../sample.ts'

const signIn = { href: '/sign-in' }
const account = { href: '/account', text: 'Your account' }
const out = (locals: PageSample['locals']): PageSample => ({ as: 'signed-out', locals })
const code = { title: 'Check your email', back: signIn, email: 'sian@dacorum.gov.uk', code_minutes: 10 }
const card = { title: 'Sign in with a joining card', back: signIn }
const password = { title: 'Sign in with a password', back: signIn }
const setPassword = {
  title: 'Set a password',
  back: account,
  min_length: 12,
  fresh_minutes: 15,
  is_fresh: true,
  has_password: false,
  email: 'sam@herts.example',
}
const token = 'A'.repeat(22)
const invitation = (state: string) =>
  out({
    title: 'You are invited to become a hate crime champion',
    token,
    invitation: { state, masked: 's…@dacorum.gov.uk' },
  })

export const signInSamples: RoomSamples = {
  pages: {
    new: out({ title: 'Sign in', form: typed({ next: '/' }), has_unsent: true }),
    'new.errors': out({
      title: 'Sign in',
      form: typed({ email: 'sian' }, [
        { field: 'email', text: 'Enter an email address in the correct format, like name@example.com' },
      ]),
      has_unsent: false,
    }),
    code: out({ ...code, form: typed() }),
    'code.errors': out({
      ...code,
      form: typed({ code: '000000' }, [
        { field: 'code', text: 'That code is not right. Check the newest email from us' },
      ]),
    }),
    link: out({ title: 'Sign in', is_same_browser: true, token, form: typed() }),
    'link.other-browser': out({ title: 'Sign in', is_same_browser: false, token, form: typed() }),
    password: out({ ...password, form: typed() }),
    'password.errors': out({
      ...password,
      form: typed({ email: 'sian@dacorum.gov.uk' }, [
        { field: 'email', text: 'The email address or the password is not right' },
      ]),
    }),
    card: out({ ...card, form: typed() }),
    'card.errors': out({
      ...card,
      form: typed({ code: '7K3M-9QXA-02TD' }, [
        {
          field: 'code',
          text: 'That code is not right, or the card was used or replaced. Ask your coordinator for a new card',
        },
      ]),
    }),
    register: out({ title: 'Ask to join', back: signIn, form: typed() }),
    invitation: invitation('open'),
    'invitation.superseded': invitation('superseded'),
    'invitation.expired': invitation('expired'),
    unsent: {
      as: ['coordinator'],
      locals: {
        title: 'What you typed is still here',
        unsent: {
          path: '/organisations',
          has_files: true,
          fields: [
            {
              name: 'name',
              value: 'Hertsmere Community Hub',
              is_shown: true,
              label: 'Name',
              words: 'Hertsmere Community Hub',
            },
            {
              name: 'organisation_id',
              value: sampleId(9),
              is_shown: true,
              label: 'Organisation',
              words: 'Dacorum Borough Council',
            },
            { name: 'starts_on-day', value: '27', is_shown: true, label: 'Starts on', words: '27 4 2027' },
            { name: 'starts_on-month', value: '4', is_shown: false, label: 'Starts on month', words: '4' },
          ],
        },
      },
    },
    account: {
      locals: {
        title: 'Your account',
        account: {
          full_name: '李小龍',
          printable_name: 'Li Xiaolong',
          email: 'xiaolong@dacorum.gov.uk',
          language: 'English',
          may_be_listed: 'Yes, since 12 April 2027',
          organisations: ['Dacorum Borough Council'],
        },
        may_have_password: true,
      },
    },
    devices: {
      locals: {
        title: 'Where you are signed in',
        back: account,
        devices: [
          { device: token, words: 'Firefox on Windows', since: '12 April 2027, 10am', is_current: true },
          { device: `${token}B`, words: 'Safari on iPhone or iPad', since: '11 April 2027, 9am', is_current: false },
        ],
      },
    },
    'edit-name': {
      locals: {
        title: 'Change your name',
        back: account,
        form: typed({ full_name: '' }, [{ field: 'full_name', text: 'Enter your name' }]),
      },
    },
    'edit-printable-name': {
      locals: {
        title: 'Your name as it can be printed',
        back: account,
        form: typed({ printable_name: 'Li Xiaolong' }),
      },
    },
    'edit-password': { as: ['coordinator'], locals: { ...setPassword, form: typed() } },
    'edit-password.errors': {
      as: ['coordinator'],
      locals: {
        ...setPassword,
        form: typed({}, [{ field: 'password', text: 'That password is too easy to guess. Try three random words' }]),
      },
    },
    'edit-password.current': {
      as: ['coordinator'],
      locals: {
        ...setPassword,
        is_fresh: false,
        has_password: true,
        form: typed({}, [{ field: 'current_password', text: 'That is not your current password' }]),
      },
    },
    'edit-password.again': { as: ['coordinator'], locals: { ...setPassword, is_fresh: false, form: typed() } },
    'edit-adjustments': {
      locals: {
        title: 'Adjustments for you',
        back: account,
        form: typed({ display: ['large_print'] }),
        extra_time_words: '25% more time',
      },
    },
    'edit-preferences': {
      locals: {
        title: 'Language and listing',
        back: account,
        form: typed({ language: 'en', may_be_listed: 'no' }),
      },
    },
  },
  mails: {
    code: {
      name: 'Siân O’Brien-Żak',
      code: '680572',
      link: `http://localhost:3000/sign-in/link/${token}`,
      until: '10:10am',
    },
    'password-set': { name: 'Siân O’Brien-Żak', account_url: 'http://localhost:3000/account' },
  },
}
