import {
  AndFilter,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  FilterParser,
  OrFilter,
  PresenceFilter,
} from "ldapts";

export type LdapFilter = Filter;

/**
 * Filters are built of parts and never of text: a value cannot become syntax, whatever stands in it (RFC 4515). The
 * text that is kept as evidence is made from the same parts.
 */
export function equals(attribute: string, value: string | Buffer): LdapFilter {
  return new EqualityFilter({ attribute, value });
}

export function present(attribute: string): LdapFilter {
  return new PresenceFilter({ attribute });
}

export function both(...filters: readonly LdapFilter[]): LdapFilter {
  return new AndFilter({ filters: [...filters] });
}

export function anyOf(filters: readonly LdapFilter[]): LdapFilter {
  const [only] = filters;
  return filters.length === 1 && only !== undefined ? only : new OrFilter({ filters: [...filters] });
}

/** By a matching rule of the server's (RFC 4515 extensible match). */
export function byRule(attribute: string, rule: string, value: string): LdapFilter {
  return new ExtensibleFilter({ matchType: attribute, rule, value });
}

/** A filter that a directory itself keeps as text, such as the rule of a group; null when it is none. */
export function parsedFilter(text: string): LdapFilter | null {
  try {
    return FilterParser.parseString(text);
  } catch {
    return null;
  }
}
