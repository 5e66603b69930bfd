/** The payment system, chosen by environment variables: real credentials need no change of code. */
import {
  cyberSource,
  type Gateway,
  klarnaPayments,
  payone,
  simulated,
  tuloPayway,
} from '../../src/server/index.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `KLARNA_GATEWAY` is the name of a system below, by default `simulated`; each has its own variables.
 *
 * @throws RangeError naming the variable that is missing or has an unknown value.
 */
export function gatewayFrom(env: Environment): Gateway {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new RangeError(`${name} is missing`);
    return value;
  };
  const choose = <Choice extends string>(name: string, choices: readonly Choice[]): Choice => {
    const choice = choices.find((one) => one === env[name]);
    if (!choice) throw new RangeError(`${name} is one of ${choices.join(', ')}`);
    return choice;
  };

  const systems: Readonly<Record<string, () => Gateway>> = {
    simulated: () => simulated(),
    klarna: () =>
      klarnaPayments({
        region: choose('KLARNA_REGION', ['eu', 'na', 'oc']),
        environment: choose('KLARNA_ENVIRONMENT', ['playground', 'production']),
        username: need('KLARNA_USERNAME'),
        password: need('KLARNA_PASSWORD'),
      }),
    payone: () =>
      payone({
        mid: need('PAYONE_MID'),
        portalid: need('PAYONE_PORTALID'),
        aid: need('PAYONE_AID'),
        key: need('PAYONE_KEY'),
        mode: choose('PAYONE_MODE', ['test', 'live']),
        financingType: choose('PAYONE_FINANCING_TYPE', ['KIV', 'KIS', 'KDD', 'KBT']),
      }),
    cybersource: () =>
      cyberSource({
        merchantId: need('CYBERSOURCE_MERCHANT_ID'),
        environment: choose('CYBERSOURCE_ENVIRONMENT', ['test', 'production']),
        privateKey: need('CYBERSOURCE_PRIVATE_KEY'),
        certificate: need('CYBERSOURCE_CERTIFICATE'),
      }),
    tulo: () =>
      tuloPayway({
        clientId: need('TULO_CLIENT_ID'),
        clientSecret: need('TULO_CLIENT_SECRET'),
        environment: choose('TULO_ENVIRONMENT', ['stage', 'production']),
        product: {
          code: need('TULO_PRODUCT'),
          periodType: choose('TULO_PERIOD_TYPE', ['limited', 'recurring']),
        },
      }),
  };
  const name = env['KLARNA_GATEWAY'] ?? 'simulated';
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  if (!system) throw new RangeError(`KLARNA_GATEWAY is one of ${Object.keys(systems).join(', ')}`);
  return system();
}
