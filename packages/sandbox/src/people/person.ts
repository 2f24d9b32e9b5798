// An invented person and everything the city's registers know about him.
import type { LocalText } from '@onetrip/shared/contract';

/** Where he works, and since when he has been insured there. */
export type Job = { employer: string; uscc: string; since: string };

/** The roof over his head. */
export type Home = {
  tenure: 'owned' | 'rented' | 'family';
  address: string;
  community: string;
  since: string;
  /** Owned: the owner's real estate certificate; rented: the contract's registration. */
  number?: string;
  landlord?: string;
};

/** A driver's licence. */
type DrivingLicence = {
  classes: string;
  fileNumber: string;
  firstIssued: string;
  validFrom: string;
  validUntil: string;
  status: 'inForce' | 'revoked' | 'suspended';
};

/** A car he owns, or has bought and not yet registered (`plateNumber` null). */
export type Car = {
  vin: string;
  plateNumber: string | null;
  brand: string;
  model: string;
  colour: string;
  energy: 'petrol' | 'electric' | 'plugInHybrid';
  engineNumber: string;
  manufacturer: string;
  boughtOn: string;
  registeredOn: string | null;
  priceYuan: number;
  purchaseTaxPaid: boolean;
  insured: boolean;
  /** Holds the quota a small petrol car needs in Hangzhou, or the one new energy cars are given on request. */
  quota: boolean;
  /** Offences not settled yet. */
  openViolations?: number;
  /** No certificate of conformity stands in the register: built elsewhere, long ago. */
  uncertified?: true;
};

/** A school or a degree. */
type Schooling = { school: string; level: string; enrolledOn: string; graduatedOn: string | null };

/** An invented person. Relations are ids of other people. */
export type Person = {
  id: string;
  name: string;
  /** A name before a change: some registers still know him under it. */
  formerName?: string;
  idNumber: string;
  sex: 'male' | 'female';
  birthDate: string;
  ethnicity: string;
  mobile: string;
  /** Household registered in Hangzhou. */
  local: boolean;
  householdAddress: string;
  parents: string[];
  children: string[];
  marriage: { spouse: string; registeredOn: string; number: string } | null;
  divorcedOn: string | null;
  home: Home;
  /** 流动人口居住登记, of those whose household is elsewhere. */
  residence: { address: string; community: string; registeredSince: string } | null;
  job: Job | null;
  /** 医保: with the job, or as a resident. */
  medical: { kind: 'employee' | 'resident'; since: string } | null;
  schooling: Schooling | null;
  licence: DrivingLicence | null;
  cars: Car[];
  /** `code`: the two digits after the ID number in the certificate's number. */
  disability: { category: string; grade: string; code: string } | null;
  lowIncomeSince: string | null;
  veteran: boolean;
  dog: boolean;
  /** The day he died; null while he lives. */
  diedOn: string | null;
  convictedOn: string | null;
  /** Last crossing of the border, after two months abroad. */
  crossedOn: string | null;
  /** A commitment of his was found false on that day. */
  falsePromiseOn: string | null;
  /** The number before it was corrected. */
  formerNumber: string | null;
  cardInMaking: boolean;
  /** Owes for water, gas and power. */
  owesUtilities: boolean;
  business: { name: string; uscc: string; address: string } | null;
  plantsMu: number;
  volunteerHours: number;
  /** Departments whose registers hold nothing on him, though they should: data lost or never linked. */
  missingAt: string[];
  /** A star has a story told at the start; the others may have a note on what makes the case interesting. */
  story: LocalText | null;
  note: LocalText | null;
};

/** The invented people and the day their relative dates count from. */
export type People = {
  today: string;
  all: readonly Person[];
  byId(id: string): Person;
  byIdNumber(idNumber: string): Person | undefined;
};
