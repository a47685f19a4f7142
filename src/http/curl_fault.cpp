#include "http/curl_fault.hpp"

#include <string>
#include <system_error>

#include "base/text.hpp"

namespace secokr::http {
namespace {

/// What CURLINFO_SSL_VERIFYRESULT gives: numbers of OpenSSL's x509_vfy.h.
enum Verified : long {
  not_reached = 1,  ///< what libcurl begins with; it compares the host's name before it asks for the result
  not_yet_valid = 9,
  expired = 10,
  self_signed = 18,
  self_signed_in_chain = 19,
  no_local_issuer = 20,
  no_issuer_of_first = 21,
  revoked = 23,
};

/// One line in lower case, but for words in capitals: "SSL ..." stays.
std::string phrase(std::string_view text) {
  std::string result = base::strip_controls(text.substr(0, text.find('\n')));
  if (result.size() > 1 && result[0] >= 'A' && result[0] <= 'Z' && result[1] >= 'a' && result[1] <= 'z')
    result[0] = static_cast<char>(result[0] - 'A' + 'a');
  return result;
}

std::string connect_phrase(const CurlFailure& failure) {
  long number = 0;
  if (failure.easy != nullptr) curl_easy_getinfo(failure.easy, CURLINFO_OS_ERRNO, &number);
  return number == 0 ? "could not connect" : phrase(std::generic_category().message(static_cast<int>(number)));
}

std::string certificate_phrase(const CurlFailure& failure) {
  long result = 0;
  if (failure.easy != nullptr) curl_easy_getinfo(failure.easy, CURLINFO_SSL_VERIFYRESULT, &result);
  switch (result) {
    case not_reached:
      return "the certificate is for another host";
    case not_yet_valid:
      return "the certificate is not valid yet";
    case expired:
      return "the certificate has expired";
    case self_signed:
      return "the certificate is self-signed";
    case self_signed_in_chain:
    case no_local_issuer:
    case no_issuer_of_first:
      return "the certificate's issuer is not trusted";
    case revoked:
      return "the certificate has been revoked";
    default:
      return phrase(failure.text);
  }
}

bool is_about_certificate(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR ||
         code == CURLE_SSL_INVALIDCERTSTATUS || code == CURLE_SSL_CACERT_BADFILE;
}

/// The status of a proxy that refused a tunnel; 0 where there was none.
long refusal_of_proxy(const CurlFailure& failure) {
  long status = 0;
  if (failure.easy != nullptr) curl_easy_getinfo(failure.easy, CURLINFO_HTTP_CONNECTCODE, &status);
  return status >= 200 && status < 300 ? 0 : status;
}

/// libcurl's words where they hold no milliseconds, numbers of bytes or names of functions.
std::string detail_of(const CurlFailure& failure) {
  switch (failure.code) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return certificate_phrase(failure);
    case CURLE_SSL_CACERT_BADFILE:
      return "no certificates can be read from " + std::string{failure.ca_file};
    case CURLE_SSL_CONNECT_ERROR:
      return "no TLS connection came about: " + phrase(failure.text);
    case CURLE_COULDNT_CONNECT:
      return connect_phrase(failure);
    case CURLE_OPERATION_TIMEDOUT:
      return failure.is_begun ? "no whole answer came in time" : "no connection came about in time";
    case CURLE_GOT_NOTHING:
      return "the connection was closed before an answer came";
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_SEND_ERROR:
      return "the connection broke before an answer came";
    case CURLE_RECV_ERROR:
      if (const long status = failure.is_begun ? 0 : refusal_of_proxy(failure); status != 0)
        return "the proxy refused the connection with status " + std::to_string(status);
      return "the connection broke before a whole answer came";
    case CURLE_PARTIAL_FILE:
      return "the answer was cut off";
    case CURLE_UNSUPPORTED_PROTOCOL:  // Also what it calls an answer of HTTP/0.9, which is what garbage looks like.
    case CURLE_WEIRD_SERVER_REPLY:
      return "the answer is no HTTP";
    case CURLE_BAD_CONTENT_ENCODING:
      return "the answer's compression is damaged";
    default:
      return phrase(failure.text.empty() ? curl_easy_strerror(failure.code) : failure.text);
  }
}

Fault kind_of(const CurlFailure& failure) {
  if (failure.is_too_large) return Fault::too_large;
  if (failure.is_begun) return Fault::lost;
  if (is_about_certificate(failure.code)) return Fault::untrusted;
  return failure.code == CURLE_URL_MALFORMAT ? Fault::not_allowed : Fault::not_sent;
}

}  // namespace

NoAnswer fault_of(const CurlFailure& failure) {
  const Fault fault = kind_of(failure);
  return {.fault = fault,
          .detail = fault == Fault::too_large ? "the answer is longer than is taken" : detail_of(failure)};
}

}  // namespace secokr::http
