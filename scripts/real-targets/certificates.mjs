import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prepareBy } from "./serve.mjs";

/**
 * An authority of the test's own, and a certificate of it for one server on 127.0.0.1. The address alone is in the
 * certificate, and one name: a client that connects to "localhost" must refuse it.
 * @param {string} folder where the files are put
 * @param {string} name the server's name
 * @returns {{ ca: string, caFile: string, certFile: string, keyFile: string }} `ca` is the authority's PEM text
 */
export function makeCertificates(folder, name) {
  const at = (file) => path.join(folder, file);
  const files = { caFile: at("ca.pem"), certFile: at("server.pem"), keyFile: at("server-key.pem") };
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const authority = ["-subj", "/CN=Closeout test authority", "-addext", "basicConstraints=critical,CA:TRUE"];
  const own = ["req", "-x509", ...newKey, "-days", "30", ...authority];
  prepareBy("openssl", [...own, "-keyout", at("ca-key.pem"), "-out", files.caFile]);
  prepareBy("openssl", ["req", ...newKey, "-subj", `/CN=${name}`, "-keyout", files.keyFile, "-out", at("server.csr")]);
  writeFileSync(at("server.ext"), `subjectAltName=IP:127.0.0.1,DNS:${name}\n`);
  const signed = ["-CA", files.caFile, "-CAkey", at("ca-key.pem"), "-CAcreateserial", "-extfile", at("server.ext")];
  prepareBy("openssl", ["x509", "-req", "-in", at("server.csr"), ...signed, "-days", "30", "-out", files.certFile]);
  return { ca: readFileSync(files.caFile, "utf8"), ...files };
}
