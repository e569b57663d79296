/** The door of the live room: its streams end before their process does. */
export { endStreams } from './streams/hub.ts'
