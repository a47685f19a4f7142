#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include <curl/curl.h>

#include "http/curl_transport.hpp"

namespace secokr::http {

/// One easy handle of libcurl, for one request: a used one keeps the size of its buffer, and making one is cheap beside
/// what a request costs. Connections, names and certificates belong to the multi handle. Does not move: libcurl has its
/// address.
class CurlHandle {
 public:
  /// Both must outlive the handle.
  CurlHandle(const Request& request, const CurlOptions& options);
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;

  /// A value where the request may not be sent.
  const std::optional<NoAnswer>& refusal() const { return m_refusal; }
  /// What came of it.
  Answer answer(CURLcode code);
  CURL* get() const { return m_easy.get(); }

 private:
  struct Cleanup {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  template <class Value>
  void set(CURLoption option, Value value) {
    if (m_setup == CURLE_OK) m_setup = curl_easy_setopt(m_easy.get(), option, value);
  }
  void set_connection();
  void set_method();
  void set_headers();
  void add_header(std::string_view name, std::string_view value);
  Response take_response();

  static int on_begin(void* self, char*, char*, int, int);
  static std::size_t on_send(char* buffer, std::size_t size, std::size_t count, void* self);
  static int on_rewind(void* self, curl_off_t offset, int origin);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  bool fits(std::size_t size);
  bool is_partly_sent() const { return m_is_begun && (m_sent > 0 || m_request.body.empty()); }

  const Request& m_request;
  const CurlOptions& m_options;
  std::array<char, CURL_ERROR_SIZE> m_text{};
  std::unique_ptr<curl_slist, Cleanup> m_headers;
  std::unique_ptr<CURL, Cleanup> m_easy;
  std::optional<NoAnswer> m_refusal;
  CURLcode m_setup = CURLE_OK;
  bool m_is_begun = false;  ///< a connection stood, and the request was begun on it
  std::size_t m_sent = 0;   ///< of the body, as far as libcurl fetched it
  std::size_t m_received = 0;
  bool m_is_too_large = false;
  std::string m_body{};
};

}  // namespace secokr::http
