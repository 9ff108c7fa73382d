import { z } from "zod";
import { timesOf } from "../../kit/kind-read.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { SalesforceConfig } from "./config.ts";
import { heldKind } from "./kind.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();
const RIGHT =
  "It needs the permission View Setup and Configuration (Setup, Permission Sets, of the user that the app runs as).";

/** Permission sets and groups of them. What the profile grants is the account's own and ends with it. */
export function permissionSetKind(config: SalesforceConfig): AccessKind {
  return heldKind(config, {
    name: "permission-set",
    layer: "entitlement",
    words: "Permission sets",
    right: RIGHT,
    object: "PermissionSetAssignment",
    fields:
      "Id, PermissionSetId, PermissionSet.Label, PermissionSetGroupId, PermissionSetGroup.MasterLabel, ExpirationDate",
    owner: "AssigneeId",
    needs: "PermissionsViewSetup",
    where: "PermissionSet.IsOwnedByProfile = false",
    schema: z.object({
      Id: text,
      AssigneeId: text,
      PermissionSetId: text,
      PermissionSetGroupId: maybe,
      PermissionSet: z.object({ Label: maybe }).nullish(),
      PermissionSetGroup: z.object({ MasterLabel: maybe }).nullish(),
      ExpirationDate: maybe,
    }),
    found: (row) => ({
      key: row.PermissionSetGroupId || row.PermissionSetId,
      label: row.PermissionSetGroupId
        ? `Permission set group ${row.PermissionSetGroup?.MasterLabel || row.PermissionSetGroupId}`
        : `Permission set ${row.PermissionSet?.Label || row.PermissionSetId}`,
      facts: timesOf({ expiresAt: row.ExpirationDate }),
    }),
  });
}

/** Licences of features that permission sets need. */
export function licenceKind(config: SalesforceConfig): AccessKind {
  return heldKind(config, {
    name: "licence",
    layer: "entitlement",
    words: "Permission set licences",
    right: RIGHT,
    object: "PermissionSetLicenseAssign",
    fields: "Id, PermissionSetLicenseId, PermissionSetLicense.MasterLabel",
    owner: "AssigneeId",
    needs: "PermissionsViewSetup",
    schema: z.object({
      Id: text,
      AssigneeId: text,
      PermissionSetLicenseId: text,
      PermissionSetLicense: z.object({ MasterLabel: maybe }).nullish(),
    }),
    found: (row) => ({
      key: row.PermissionSetLicenseId,
      label: `Licence ${row.PermissionSetLicense?.MasterLabel || row.PermissionSetLicenseId}`,
    }),
  });
}

/** Licences of installed packages. */
export function packageKind(config: SalesforceConfig): AccessKind {
  return heldKind(config, {
    name: "package",
    layer: "entitlement",
    words: "Licences of packages",
    right: RIGHT,
    object: "UserPackageLicense",
    fields: "Id, PackageLicenseId, PackageLicense.NamespacePrefix",
    owner: "UserId",
    needs: "PermissionsViewSetup",
    schema: z.object({
      Id: text,
      UserId: text,
      PackageLicenseId: text,
      PackageLicense: z.object({ NamespacePrefix: maybe }).nullish(),
    }),
    found: (row) => ({
      key: row.PackageLicenseId,
      label: `Package ${row.PackageLicense?.NamespacePrefix || row.PackageLicenseId}`,
    }),
  });
}
