/** Samples of the error pages. */
import type { PageSample, RoomSamples } from '../sample.ts'

const page = (title: string, message = ''): PageSample => ({
  locals: { title, message, reference: '01890000-0000-7000-8000-000000000009', retry_after_minutes: 15 },
  as: 'signed-out',
})

export const errorSamples: RoomSamples = {
  pages: {
    'bad-request': page('We could not read that request'),
    conflict: page('That could not be done', 'This organisation has ended already.'),
    error: page('Sorry, there is a problem with the service'),
    forbidden: page('You cannot use this page'),
    'not-found': page('Page not found'),
    'too-large': page('That is too much to send'),
    'too-many': page('Too many tries'),
  },
}
