#include "http/curl_transport.hpp"

#include <algorithm>
#include <new>
#include <utility>
#include <vector>

#include <curl/curl.h>

#include "http/curl_fault.hpp"
#include "http/curl_handle.hpp"

namespace secokr::http {
namespace {

class CurlTransport final : public Transport {
 public:
  explicit CurlTransport(CurlOptions options);
  std::vector<Answer> perform(std::span<const Request> window) override;

 private:
  struct Cleanup {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };
  struct Running {
    std::unique_ptr<CurlHandle> handle;
    Answer* answer;
  };

  /// A refusal is the answer; else the request runs.
  void start(const Request& request, Answer& answer);
  /// True when there was something.
  bool collect();
  void give_up(CURLMcode code);

  CurlOptions m_options;
  std::size_t m_at_once;
  std::unique_ptr<CURLM, Cleanup> m_multi;
  std::vector<Running> m_running{};
};

CurlTransport::CurlTransport(CurlOptions options) : m_options(std::move(options)), m_multi(curl_multi_init()) {
  if (!m_multi) throw std::bad_alloc{};
  m_options.connections = std::max(m_options.connections, 1);
  // No more than can run: what waits inside libcurl waits on its time-out too. HTTP/2 has many streams a connection.
  constexpr std::size_t streams = 16;
  m_at_once = static_cast<std::size_t>(m_options.connections) * (m_options.http2 ? streams : 1);

  const long connections = m_options.connections;
  for (const auto option : {CURLMOPT_MAX_TOTAL_CONNECTIONS, CURLMOPT_MAX_HOST_CONNECTIONS, CURLMOPT_MAXCONNECTS})
    curl_multi_setopt(m_multi.get(), option, connections);
  curl_multi_setopt(m_multi.get(), CURLMOPT_PIPELINING, m_options.http2 ? CURLPIPE_MULTIPLEX : CURLPIPE_NOTHING);
}

std::vector<Answer> CurlTransport::perform(std::span<const Request> window) {
  std::vector<Answer> answers(window.size(), std::unexpected(NoAnswer{}));
  m_running.clear();  // Of a window that an exception ended.
  std::size_t next = 0;
  while (next < window.size() || !m_running.empty()) {
    for (; next < window.size() && m_running.size() < m_at_once; ++next) start(window[next], answers[next]);
    int count = 0;
    CURLMcode code = curl_multi_perform(m_multi.get(), &count);
    // What is done makes room for what waits in the window.
    if (!collect() && code == CURLM_OK && count > 0) code = curl_multi_poll(m_multi.get(), nullptr, 0, 1000, nullptr);
    if (code != CURLM_OK) give_up(code);
  }
  return answers;
}

void CurlTransport::start(const Request& request, Answer& answer) {
  auto handle = std::make_unique<CurlHandle>(request, m_options);
  if (handle->refusal()) {
    answer = std::unexpected(*handle->refusal());
    return;
  }
  const CURLMcode code = curl_multi_add_handle(m_multi.get(), handle->get());
  if (code == CURLM_OK)
    m_running.push_back({.handle = std::move(handle), .answer = &answer});
  else
    answer = std::unexpected(NoAnswer{.fault = Fault::not_sent, .detail = curl_multi_strerror(code)});
}

bool CurlTransport::collect() {
  const auto before = m_running.size();
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* const easy = message->easy_handle;
    const CURLcode code = message->data.result;  // The message goes with the handle.
    curl_multi_remove_handle(m_multi.get(), easy);
    const auto found =
        std::ranges::find_if(m_running, [&](const Running& running) { return running.handle->get() == easy; });
    if (found == m_running.end()) continue;
    *found->answer = found->handle->answer(code);
    m_running.erase(found);
  }
  return m_running.size() < before;
}

/// libcurl itself failed: nobody knows how far each request came.
void CurlTransport::give_up(CURLMcode code) {
  for (Running& running : m_running) {
    curl_multi_remove_handle(m_multi.get(), running.handle->get());
    *running.answer = std::unexpected(NoAnswer{.fault = Fault::lost, .detail = curl_multi_strerror(code)});
  }
  m_running.clear();
}

}  // namespace

std::unique_ptr<Transport> make_curl_transport(CurlOptions options) {
  static const CURLcode is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (is_ready != CURLE_OK) throw std::bad_alloc{};
  return std::make_unique<CurlTransport>(std::move(options));
}

}  // namespace secokr::http
