#include "support/gitlab_double/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string>

namespace secokr::test::fake_gitlab {

namespace {

constexpr int patience_ms = 60'000;
constexpr std::string_view content_type = "Content-Type: text/plain\r\n";
thread_local socket_t served = -1;
thread_local bool content_type_hidden = false;

bool ready(socket_t sock, short event) {
  pollfd waiting{sock, event, 0};
  return poll(&waiting, 1, patience_ms) == 1;
}

class Connection final : public httplib::Stream {
 public:
  explicit Connection(socket_t sock) : m_sock(sock) {}

  bool is_readable() const override { return m_from < m_to || ready(m_sock, POLLIN); }
  bool is_writable() const override { return ready(m_sock, POLLOUT); }

  ssize_t read(char* target, size_t size) override {
    if (m_from == m_to) {
      if (!ready(m_sock, POLLIN)) return -1;
      const auto got = recv(m_sock, m_buffer.data(), m_buffer.size(), 0);
      if (got <= 0) return got;
      m_from = 0;
      m_to = static_cast<size_t>(got);
    }
    const auto count = std::min(size, m_to - m_from);
    std::memcpy(target, m_buffer.data() + m_from, count);
    m_from += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* bytes, size_t size) override {
    if (!is_writable()) return -1;
    if (content_type_hidden) {
      std::string head(bytes, size);
      const auto at = head.find(content_type);
      if (at != std::string::npos) {
        head.erase(at, content_type.size());
        content_type_hidden = false;
        return send(m_sock, head.data(), head.size(), MSG_NOSIGNAL) < 0 ? -1 : static_cast<ssize_t>(size);
      }
    }
    return send(m_sock, bytes, size, MSG_NOSIGNAL);
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = "127.0.0.1";
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override { get_remote_ip_and_port(ip, port); }
  socket_t socket() const override { return m_sock; }

 private:
  socket_t m_sock;
  std::array<char, 16'384> m_buffer{};
  size_t m_from = 0;
  size_t m_to = 0;
};

}  // namespace

LoopbackServer::LoopbackServer() {
  new_task_queue = [] { return new httplib::ThreadPool(32); };
  set_tcp_nodelay(true);
  set_keep_alive_max_count(1'000'000);
  set_payload_max_length(64UL * 1024 * 1024);
}

void LoopbackServer::cut_connection() { shutdown(served, SHUT_RDWR); }

void LoopbackServer::hide_content_type() { content_type_hidden = true; }

void LoopbackServer::end() {
  m_ending = true;
  const std::lock_guard guard(m_lock);
  for (const auto sock : m_open) shutdown(sock, SHUT_RDWR);
}

bool LoopbackServer::process_and_close_socket(socket_t sock) {
  {
    const std::lock_guard guard(m_lock);
    m_open.insert(sock);
  }
  served = sock;
  Connection connection(sock);
  bool closed = false;
  while (!m_ending && !closed && connection.is_readable()) {
    if (!process_request(connection, false, closed, nullptr)) break;
  }
  served = -1;
  const std::lock_guard guard(m_lock);
  m_open.erase(sock);
  shutdown(sock, SHUT_RDWR);
  close(sock);
  return true;
}

}  // namespace secokr::test::fake_gitlab
