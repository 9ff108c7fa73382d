/** Names of fields whose values are secrets, wherever they stand. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|access_?pass|(?<![a-z])(?:pwd|jwt)(?![a-z])|secret|token|api_?-?key|authori[sz]ation|credential|private[\w-]{0,8}key|host_?key|recovery_?codes?|cal_url|session_?-?id|cookie|otp|pin_?code|verification_?code|signature|assertion/i;

/** Names that say secret only where nothing but a value can follow them: in addresses and forms. */
const SECRET_PARAMETER = /pass|pwd|secret|token|key|sig|session|assertion/i;

/**
 * Texts in which there may be a secret also where no such name stands. A JSON text can hide a name behind escapes, so
 * such a text always takes the thorough way.
 */
const MAY_HOLD =
  /(?:pass|pwd|key|sig|session)[^=&?\s"]{0,80}=|bearer\s|basic\s|\\u|eyJ|hooks?[./\\]|:\\?\/\\?\/[^\s/?#"'<>]*@/i;

/** Whether a field of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a parameter of an address or a form of this name holds a secret. */
export function isSecretParameter(name: string): boolean {
  return SECRET_PARAMETER.test(name) || SECRET_NAME.test(name);
}

/** Whether it is worth looking: almost all texts hold none, and looking takes longest. */
export function mayHoldSecret(text: string): boolean {
  return SECRET_NAME.test(text) || MAY_HOLD.test(text);
}
