// The forms of the files that the configuration names.
import { LocalText } from '@onetrip/shared/contract';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { DepartmentConfig } from '../departments/settings.ts';
import { wechatTemplatesFile } from '../wechat/subscribeMessages.ts';

const jwk = Type.Object({ kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String() });
const words = { minLength: 1, maxLength: 200 };
export const templatesFile = Compile(wechatTemplatesFile);
export const departmentsFile = Compile(Type.Array(DepartmentConfig));
export const partnersFile = Compile(
  Type.Array(
    Type.Object({
      partnerId: Type.String(words),
      name: LocalText,
      keys: Type.Array(Type.Object({ keyId: Type.String(words), publicKey: jwk }), { minItems: 1 }),
      origins: Type.Array(Type.String({ format: 'uri' })),
      servicePoints: Type.Array(
        Type.Object({
          servicePointId: Type.String(words),
          name: Type.String(words),
          channel: Type.Union([Type.Literal('bank'), Type.Literal('dealer')]),
        }),
      ),
      matters: Type.Array(Type.String(words)),
    }),
  ),
);
export const cardReadersFile = Compile(
  Type.Array(
    Type.Object({
      moduleId: Type.String(words),
      partnerId: Type.String(words),
      servicePointId: Type.String(words),
      publicKey: jwk,
    }),
  ),
);
export const privateKeyFile = Compile(Type.Object({ ...jwk.properties, d: Type.String(), kid: Type.String(words) }));
export const staffKeyFile = Compile(
  Type.Object({
    kty: Type.Union([Type.Literal('EC'), Type.Literal('RSA'), Type.Literal('OKP')]),
    alg: Type.String(words),
    kid: Type.String(words),
    d: Type.String(),
  }),
);
