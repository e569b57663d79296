/** The interface of SCORM 2004, fetched only for packages that ask for it. */
export { Scorm2004API as Api } from 'scorm-again/scorm2004/min'
