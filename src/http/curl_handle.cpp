#include "http/curl_handle.hpp"

#include <algorithm>
#include <cstdio>
#include <new>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "http/curl_fault.hpp"

namespace secokr::http {
namespace {

bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool may_have_token(const CurlOptions& options, const std::string& origin) {
  return !options.token.empty() && origin == options.token_origin;
}

std::optional<NoAnswer> refusal_of(const Request& request, const CurlOptions& options) {
  const auto refused = [](const char* why) { return NoAnswer{.fault = Fault::not_allowed, .detail = why}; };
  const std::string origin = origin_of(request.url);
  if (origin.empty()) return refused("the address is no http or https URL");
  if (may_have_token(options, origin)) {
    if (origin.starts_with("http:") && !is_loopback(origin)) return refused("a token is not sent over plain http");
    if (has_controls(options.token.reveal())) return refused("the token has characters that no token has");
  }
  if (std::ranges::any_of(request.headers,
                          [](const Header& header) { return has_controls(header.name) || has_controls(header.value); }))
    return refused("a header has a line break");
  return std::nullopt;
}

}  // namespace

CurlHandle::CurlHandle(const Request& request, const CurlOptions& options)
    : m_request(request), m_options(options), m_easy(curl_easy_init()), m_refusal(refusal_of(request, options)) {
  if (!m_easy) throw std::bad_alloc{};
  if (m_refusal) return;
  set_connection();
  set_method();
  set_headers();
  if (m_setup != CURLE_OK) m_refusal = fault_of({.code = m_setup});
}

void CurlHandle::set_connection() {
  set(CURLOPT_ERRORBUFFER, m_text.data());
  set(CURLOPT_URL, m_request.url.c_str());
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ACCEPT_ENCODING, "gzip");

  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_options.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(m_options.total_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(m_options.low_speed_time.count()));

  set(CURLOPT_HTTP_VERSION, static_cast<long>(m_options.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  if (m_options.http2) {
    set(CURLOPT_PIPEWAIT, 1L);
    // libcurl 7.88 stalls on parallel streams with its own 16 KB.
    set(CURLOPT_BUFFERSIZE, 512L * 1024);
  }

  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (const auto& file = m_options.ca_file; !file.empty()) {
    for (const auto option : {CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO}) set(option, file.c_str());
    for (const auto option : {CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH}) set(option, static_cast<const char*>(nullptr));
  }

  // An empty name is no proxy, whatever the environment says; none at all is what the environment says.
  if (is_loopback(m_request.url))
    set(CURLOPT_PROXY, "");
  else if (!m_options.proxy.empty())
    set(CURLOPT_PROXY, m_options.proxy.c_str());
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

void CurlHandle::set_method() {
  set(CURLOPT_PREREQFUNCTION, &CurlHandle::on_begin);
  set(CURLOPT_PREREQDATA, this);
  set(CURLOPT_HEADERFUNCTION, &CurlHandle::on_header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_WRITEFUNCTION, &CurlHandle::on_body);
  set(CURLOPT_WRITEDATA, this);

  const auto length = static_cast<curl_off_t>(m_request.body.size());
  switch (m_request.method) {
    case Method::get:
      return;
    case Method::del:
      set(CURLOPT_CUSTOMREQUEST, "DELETE");
      return;
    case Method::post:
      set(CURLOPT_POST, 1L);
      set(CURLOPT_POSTFIELDSIZE_LARGE, length);
      break;
    case Method::put:
      set(CURLOPT_UPLOAD, 1L);
      set(CURLOPT_INFILESIZE_LARGE, length);
      break;
  }
  // No CURLOPT_POSTFIELDS: what stands there is sent again by itself when a reused connection breaks.
  set(CURLOPT_READFUNCTION, &CurlHandle::on_send);
  set(CURLOPT_READDATA, this);
  set(CURLOPT_SEEKFUNCTION, &CurlHandle::on_rewind);
  set(CURLOPT_SEEKDATA, this);
}

void CurlHandle::set_headers() {
  // These two are libcurl's own for a body: the first costs a round trip, the second is wrong.
  add_header("Expect", "");
  if (std::ranges::none_of(m_request.headers,
                           [](const Header& header) { return base::equals_folded(header.name, "Content-Type"); }))
    add_header("Content-Type", "");
  for (const Header& header : m_request.headers) add_header(header.name, header.value);
  if (may_have_token(m_options, origin_of(m_request.url)))
    add_header("Authorization", "Bearer " + m_options.token.reveal());
  set(CURLOPT_HTTPHEADER, m_headers.get());
  if (!m_options.user_agent.empty()) set(CURLOPT_USERAGENT, m_options.user_agent.c_str());
}

/// An empty value takes a header of libcurl's own away.
void CurlHandle::add_header(std::string_view name, std::string_view value) {
  const std::string line = std::string{name} + ":" + (value.empty() ? "" : " ") + std::string{value};
  curl_slist* const longer = curl_slist_append(m_headers.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc{};
  std::ignore = m_headers.release();
  m_headers.reset(longer);
}

int CurlHandle::on_begin(void* self, char*, char*, int, int) {
  auto& handle = *static_cast<CurlHandle*>(self);
  // libcurl tries again by itself on a new connection; that is for requests that may arrive twice.
  if (!handle.m_request.is_repeatable() && handle.is_partly_sent()) return CURL_PREREQFUNC_ABORT;
  handle.m_is_begun = true;
  return CURL_PREREQFUNC_OK;
}

std::size_t CurlHandle::on_send(char* buffer, std::size_t size, std::size_t count, void* self) {
  auto& handle = *static_cast<CurlHandle*>(self);
  const std::size_t copied = handle.m_request.body.copy(buffer, size * count, handle.m_sent);
  handle.m_sent += copied;
  return copied;
}

int CurlHandle::on_rewind(void* self, curl_off_t offset, int origin) {
  auto& handle = *static_cast<CurlHandle*>(self);
  const bool is_start = offset == 0 && origin == SEEK_SET;
  if (!handle.m_request.is_repeatable() || !is_start) return CURL_SEEKFUNC_FAIL;
  handle.m_sent = 0;
  return CURL_SEEKFUNC_OK;
}

bool CurlHandle::fits(std::size_t size) {
  m_received += size;
  m_is_too_large = m_received > m_options.longest_answer;
  return !m_is_too_large;
}

std::size_t CurlHandle::on_header(char*, std::size_t size, std::size_t count, void* self) {
  return static_cast<CurlHandle*>(self)->fits(size * count) ? size * count : 0;
}

std::size_t CurlHandle::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& handle = *static_cast<CurlHandle*>(self);
  if (!handle.fits(size * count)) return 0;
  handle.m_body.append(data, size * count);
  return size * count;
}

Answer CurlHandle::answer(CURLcode code) {
  if (code == CURLE_OK) return take_response();
  return std::unexpected(fault_of({.easy = get(),
                                   .code = code,
                                   .text = m_text.data(),
                                   .ca_file = m_options.ca_file,
                                   .is_begun = m_is_begun,
                                   .is_too_large = m_is_too_large}));
}

Response CurlHandle::take_response() {
  Response response;
  long status = 0;
  curl_easy_getinfo(get(), CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  curl_header* header = nullptr;
  while ((header = curl_easy_nextheader(get(), CURLH_HEADER, -1, header)) != nullptr)
    response.headers.push_back({.name = header->name, .value = header->value});
  response.body = std::exchange(m_body, {});
  return response;
}

}  // namespace secokr::http
