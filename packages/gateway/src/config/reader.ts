// Reads single environment variables and the files they name; each fault is one sentence that names the variable.
import { readFileSync } from 'node:fs';
import { readMasterKeyFile } from '../keys/masterKeys.ts';

/** A configuration that cannot be used; the message is one sentence for the operator. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads single variables; each throws ConfigError that names the variable. */
export function reader(env: Record<string, string | undefined>) {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new ConfigError(`${name} is not set.`);
    return value;
  };
  const file = (name: string): string => {
    const path = need(name);
    try {
      return readFileSync(path, 'utf8').trim();
    } catch {
      throw new ConfigError(`${name} names ${path}, which cannot be read.`);
    }
  };
  const checkedUrl = (name: string, value: string): string => {
    if (!URL.canParse(value) || !/^https?:/.test(value)) throw new ConfigError(`${name} must be an http(s) address.`);
    return value.replace(/\/+$/, '');
  };
  const whole = (name: string, byDefault: number, most: number): number => {
    const value = env[name] ? Number(env[name]) : byDefault;
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    throw new ConfigError(`${name} must be a whole number from 0 to ${most}.`);
  };
  const list = (name: string): string[] =>
    (env[name] ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean);
  const oneOf = (name: string, values: string[], byDefault: string): string => {
    const value = env[name] || byDefault;
    if (!values.includes(value)) throw new ConfigError(`${name} must be one of ${values.join(', ')}.`);
    return value;
  };
  return {
    need,
    file,
    whole,
    list,
    oneOf,
    url: (name: string) => checkedUrl(name, need(name)),
    urlIfAny: (name: string) => (env[name] ? checkedUrl(name, env[name]) : undefined),
    /** Secret bytes of a fixed length. */
    bytes(name: string, encoding: BufferEncoding, length: number): Buffer {
      const bytes = Buffer.from(file(name), encoding);
      if (bytes.length !== length)
        throw new ConfigError(`${name} must hold ${length} bytes${encoding === 'base64' ? ' in base64' : ''}.`);
      return bytes;
    },
    /** A file of master keys. */
    masterKeyFile(name: string): string {
      file(name);
      try {
        readMasterKeyFile(need(name));
      } catch {
        throw new ConfigError(`${name} must hold 32 bytes in base64 on each line.`);
      }
      return need(name);
    },
    /** A JSON file of a known form. */
    json<T>(
      name: string,
      form: { Check(value: unknown): value is T; Errors(value: unknown): { instancePath: string; message: string }[] },
    ): T {
      let content: unknown;
      const text = file(name);
      try {
        content = JSON.parse(text);
      } catch {
        throw new ConfigError(`${name} names a file that is not JSON.`);
      }
      if (form.Check(content)) return content;
      const [fault] = form.Errors(content);
      throw new ConfigError(
        `${name} is not of the form it should be: ${fault?.instancePath || 'the whole'} ${fault?.message}.`,
      );
    },
  };
}
