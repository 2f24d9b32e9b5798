// Verifying without asking the service, in any engine: mini-programs, browsers, Node. No client, no transport.
export {
  caseFileText,
  type LicenceClaims,
  type LicenceFault,
  type LicenceVerdict,
  type LicenceVerificationOptions,
  licenceSentences,
  type RevocationState,
  type VerificationKey,
  verifyLicence,
} from '@onetrip/shared/evidence';
