// The one thing that can go wrong before anything is asked.

/** The address of the service could not be read. */
export class AddressMissing extends Error {}
