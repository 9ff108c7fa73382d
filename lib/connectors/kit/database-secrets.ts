import type { SecretField } from "../form.ts";

export const OBSERVE_PASSWORD: SecretField = {
  name: "observePassword",
  label: "Password of who looks",
  help: "A second credential, so that whoever acts is not whoever looks.",
  required: false,
  multiline: false,
};

export const CA_CERTIFICATE: SecretField = {
  name: "caCertificate",
  label: "Certificate of the authority",
  help: "PEM. Only where the server's certificate is signed by an authority of your own.",
  required: false,
  multiline: true,
};
