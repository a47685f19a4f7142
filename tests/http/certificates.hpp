#pragma once
#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace secokr::test {

struct OpenSslFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
};

/// What a certificate is to say.
struct CertificateRequest {
  std::string host = "localhost";
  int first_day = -1;  ///< counted from now
  int last_day = 2;
};

/// A certificate with its key, made in memory; both as PEM for whoever wants files.
class Certificate {
 public:
  static Certificate authority(const std::string& name);
  static Certificate self_signed(const CertificateRequest& request);
  Certificate issue(const CertificateRequest& request) const;

  std::string pem() const;
  std::string key_pem() const;

 private:
  Certificate();
  void sign_by(const Certificate& issuer);

  std::unique_ptr<EVP_PKEY, OpenSslFree> m_key;
  std::unique_ptr<X509, OpenSslFree> m_certificate;
};

}  // namespace secokr::test
