// The sandbox: the outside world on loopback, and the keys and files of a city to develop with.
export { registers } from './departments/registers/index.ts';
export type { SandboxOptions, WechatPayOptions, WechatPayVerification } from './options.ts';
export { phonePin } from './phone/routes.ts';
export {
  type CityUrls,
  type PartnerCredentials,
  type ProvisionedCity,
  type ProvisionOptions,
  provisionCity,
  readCity,
} from './provision/city.ts';
export { type Sandbox, startSandbox } from './sandbox.ts';
