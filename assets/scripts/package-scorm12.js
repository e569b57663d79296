/** The interface of SCORM 1.2, fetched only for packages that ask for it. */
export { Scorm12API as Api } from 'scorm-again/scorm12/min'
