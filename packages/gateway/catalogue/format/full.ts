// A matter in full: every short form expanded, nothing computed yet.
import {
  Eligibility,
  Faq,
  FormField,
  LocalText,
  Material,
  MatterFee,
  MatterResult,
  Question,
  Step,
} from '@onetrip/shared/contract';
import { type Static, Type } from 'typebox';
import { header } from './matter.ts';

/** A material in full: the contract's, with its history. */
const FullMaterial = Type.Object({
  ...Material.properties,
  since: Type.Optional(Type.String()),
  in2017: Type.Optional(LocalText),
});
export type FullMaterial = Static<typeof FullMaterial>;

/** A matter in full: every short form expanded, nothing computed yet. */
const CatalogueMatter = Type.Object({
  ...header,
  name: LocalText,
  feeText: LocalText,
  visitReason: Type.Optional(LocalText),
  notOnlineBecause: Type.Optional(LocalText),
  questions: Type.Optional(Type.Array(Question)),
  materials: Type.Optional(Type.Array(FullMaterial)),
  form: Type.Optional(Type.Array(FormField)),
  fees: Type.Optional(Type.Array(MatterFee)),
  results: Type.Optional(Type.Array(MatterResult)),
  eligibility: Type.Optional(Type.Array(Eligibility)),
  steps: Type.Optional(Type.Array(Step)),
  faq: Type.Optional(Type.Array(Faq)),
});
export type CatalogueMatter = Static<typeof CatalogueMatter>;
