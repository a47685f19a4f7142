#include "http/certificates.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <stdexcept>

namespace secokr::test {
namespace {

void require(bool is_done) {
  if (!is_done) throw std::runtime_error("a certificate for the tests cannot be made");
}

void set_name(X509* certificate, const std::string& name) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.data());
  require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, bytes,
                                     static_cast<int>(name.size()), -1, 0) == 1);
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  require(extension != nullptr);
  const int done = X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  require(done == 1);
}

void set_days(X509* certificate, const CertificateRequest& request) {
  require(X509_time_adj_ex(X509_getm_notBefore(certificate), request.first_day, 0, nullptr) != nullptr);
  require(X509_time_adj_ex(X509_getm_notAfter(certificate), request.last_day, 0, nullptr) != nullptr);
}

void fulfil(X509* certificate, const CertificateRequest& request) {
  set_name(certificate, request.host);
  set_days(certificate, request);
  add_extension(certificate, NID_subject_alt_name, "DNS:" + request.host);
}

template <class Write>
std::string written(Write write) {
  BIO* const memory = BIO_new(BIO_s_mem());
  require(memory != nullptr && write(memory) == 1);
  const char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(memory);
  return text;
}

}  // namespace

Certificate::Certificate() : m_key(EVP_EC_gen("P-256")), m_certificate(X509_new()) {
  static std::atomic<long> serial = 1;
  require(m_key && m_certificate);
  X509* const certificate = m_certificate.get();
  require(X509_set_version(certificate, X509_VERSION_3) == 1);
  require(ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++) == 1);
  require(X509_set_pubkey(certificate, m_key.get()) == 1);
}

Certificate Certificate::authority(const std::string& name) {
  Certificate result;
  X509* const certificate = result.m_certificate.get();
  set_name(certificate, name);
  set_days(certificate, {});
  add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate, NID_key_usage, "critical,keyCertSign");
  result.sign_by(result);
  return result;
}

Certificate Certificate::issue(const CertificateRequest& request) const {
  Certificate result;
  fulfil(result.m_certificate.get(), request);
  result.sign_by(*this);
  return result;
}

Certificate Certificate::self_signed(const CertificateRequest& request) {
  Certificate result;
  fulfil(result.m_certificate.get(), request);
  result.sign_by(result);
  return result;
}

void Certificate::sign_by(const Certificate& issuer) {
  require(X509_set_issuer_name(m_certificate.get(), X509_get_subject_name(issuer.m_certificate.get())) == 1);
  require(X509_sign(m_certificate.get(), issuer.m_key.get(), EVP_sha256()) > 0);
}

std::string Certificate::pem() const {
  return written([&](BIO* memory) { return PEM_write_bio_X509(memory, m_certificate.get()); });
}

std::string Certificate::key_pem() const {
  return written([&](BIO* memory) {
    return PEM_write_bio_PrivateKey(memory, m_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

}  // namespace secokr::test
