/**
 * Why nothing of a vendor could be read that answers by HTTP, as a sentence for whoever connects it; null where the
 * failure speaks of something else than address and line.
 */
export function lineProblem(failure: string | null, status: number | null = null): string | null {
  switch (failure) {
    case "blocked_address":
      return "This address is private or not allowed as a target. Nothing was sent. Use https and a public address, or have the operator allow its range.";
    case "certificate":
      return "The certificate at this address is not trusted, has ended, or belongs to another name. No credential was sent. Check the address, or have the operator trust the authority that signed it.";
    case "connection":
      return "Nothing answers at this address, or its name is not known. Check the address.";
    case "timeout":
      return "Nothing answered in time. Check the address, and whether a firewall is in between.";
    case "redirect":
      return `The address redirects${status === null ? "" : ` (${status})`}. Enter the address it leads to.`;
    default:
      return null;
  }
}
