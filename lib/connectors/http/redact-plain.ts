import { decoded, MARK } from "./redact-mark.ts";
import { isSecretName, isSecretParameter } from "./secret-names.ts";

// Every pattern begins with what its own repetition excludes, or at the start of a word: a hostile text is read once,
// not once for each place at which a name could begin.

/** Takes secrets out of what no JSON reader took apart: pages, forms, addresses, lines, and broken JSON. */
export function withoutNamed(text: string): string {
  return withoutQuotedNames(withoutPlain(text)).replace(/((?:value|content)=)(?:"[^"]*"?|'[^']*'?)/gi, `$1"${MARK}"`);
}

/** The same for a text with no structure of its own, such as a message. */
export function withoutPlain(text: string): string {
  return withoutLines(withoutElements(withoutParameters(withoutAddresses(text))));
}

/** What stands after a scheme of authorisation, and after `name=` where the name says secret. */
function withoutParameters(text: string): string {
  return text
    .replace(/((?:bearer|basic)\s+)[\w.~+/=-]+/gi, `$1${MARK}`)
    .replace(/(?<![\w-])eyJ[\w-]+\.eyJ[\w-]*(?:\.[\w-]*)?/g, MARK)
    .replace(/([?&])([^=&?\s"]*)=[^&\s"]*/g, (whole, before: string, name: string) =>
      isSecretParameter(name) ? `${before}${name}=${MARK}` : whole,
    )
    .replace(/^([\w.-]+)=[^&\s"]+/, (whole, name: string) => (isSecretParameter(name) ? `${name}=${MARK}` : whole))
    .replace(/(?<![\w.-])([\w.-]+)=(?:"[^"]*"?|'[^']*'?|[^&\s"]+)/g, (whole, name: string) =>
      isSecretName(name) || /^pass$/i.test(name) ? `${name}=${MARK}` : whole,
    );
}

/** User-info, and the paths of webhooks: whoever knows such an address may use it. */
function withoutAddresses(text: string): string {
  return text
    .replace(/(:\\?\/\\?\/)([^\s/?#"'<>]*)@/g, (whole, before: string, info: string) => {
      const colon = info.indexOf(":");
      if (colon >= 0) return `${before}${info.slice(0, colon)}:${MARK}@`;
      return info.length >= TOKEN_MIN ? `${before}${MARK}@` : whole;
    })
    .replace(/(https?:\\?\/\\?\/hooks\.[^\s/"'<>\\]*\\?\/)[^\s"'<>]+/gi, `$1${MARK}`)
    .replace(/(\/(?:hooks|webhooks?|webhookb2)\\?\/)([^\s"'<>?]+)/gi, (whole, before: string, path: string) =>
      /[\w-]{16}/.test(path) ? `${before}${MARK}` : whole,
    );
}

/** A user alone in an address is a name, unless it is as long as a token. */
const TOKEN_MIN = 20;

function withoutElements(text: string): string {
  return text.replace(
    /<([\w.:-]+)((?:\s[^<>]*)?)>(?:\s*<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*|[^<]+)/g,
    (whole, name: string, attributes: string) =>
      isSecretName(name) && !attributes.endsWith("/") ? `<${name}${attributes}>${MARK}` : whole,
  );
}

/** `password: x` and `password = x`, on a line of its own or within brackets. */
function withoutLines(text: string): string {
  return text
    .replace(
      /^([ \t]*(?:- )?(["']?)([\w.-]+)\2[ \t]*[:=][ \t]*)(?![[{ \t])(?:"(?:[^"\\]|\\.)*"?|[^\r\n]+)/gm,
      (whole, before: string, _quote: string, name: string) => (isSecretName(name) ? `${before}${MARK}` : whole),
    )
    .replace(
      /([{,([][ \t]*(["']?)([\w.-]+)\2[ \t]*:[ \t]*)(?![[{ \t"])(?:'(?:[^'\\]|\\.)*'?|[^,})\]\r\n]+)/g,
      (whole, before: string, _quote: string, name: string) => (isSecretName(name) ? `${before}${MARK}` : whole),
    );
}

/** `"name": value` wherever it stands. Only the name of a harmless one is passed over: its value may be the next name. */
function withoutQuotedNames(text: string): string {
  // Names are bounded: a target that writes one without end must not keep us busy without end.
  const names = /"((?:[^"\\]|\\.){0,400})"\s*:\s*/g;
  const value = /"[^"\\]*(?:\\.[^"\\]*)*"?|[^,}\]\s]+/y;
  let safe = "";
  let copied = 0;
  for (let found = names.exec(text); found !== null; found = names.exec(text)) {
    const name = found[1] ?? "";
    value.lastIndex = names.lastIndex;
    if (isSecretName(decoded(name)) && value.test(text)) {
      safe += `${text.slice(copied, names.lastIndex)}"${MARK}"`;
      copied = value.lastIndex;
      names.lastIndex = copied;
    } else names.lastIndex = found.index + name.length + 1;
  }
  return safe + text.slice(copied);
}
