#pragma once
#include <atomic>
#include <mutex>
#include <set>

#include <httplib.h>

namespace secokr::test::fake_gitlab {

/// httplib's server with connections of our own: they live as long as the client likes, can be cut without an answer,
/// and end at once when the server does.
class LoopbackServer final : public httplib::Server {
 public:
  LoopbackServer();
  /// Cuts every connection; no new one is served.
  void end();
  /// Cuts the connection of the request that this thread is serving: nothing more is sent.
  static void cut_connection();
  /// The answer to that request tells no Content-Type; httplib by itself always does.
  static void hide_content_type();

 private:
  bool process_and_close_socket(socket_t sock) override;

  std::atomic<bool> m_ending = false;
  std::mutex m_lock{};
  std::set<socket_t> m_open{};
};

}  // namespace secokr::test::fake_gitlab
