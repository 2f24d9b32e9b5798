// Verifying without asking the service, in any engine: mini-programs, browsers, Node. No client, no transport.
export {
  caseFileText,
  type Ed25519Verify,
  type LicenceClaims,
  type LicenceFault,
  type LicenceVerdict,
  type LicenceVerificationOptions,
  licenceSentences,
  type RevocationState,
  type Sentence,
  type VerificationKey,
  verifyLicence,
} from '@onetrip/shared/evidence';
