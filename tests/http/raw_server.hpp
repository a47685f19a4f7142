#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace secokr::test {

/// The server's end of one connection.
class RawConnection {
 public:
  RawConnection(int socket, std::size_t number) : m_socket(socket), m_number(number) {}

  /// Head and body of the next request; nothing when the client closed.
  std::optional<std::string> read_request();
  void send(std::string_view bytes) const;
  /// Ends the connection with a reset instead of a close.
  void reset() const;
  /// Until the client goes.
  void stall() const;
  /// Passes bytes both ways between the client and a loopback port until one of them goes.
  void relay(int port) const;
  std::size_t number() const { return m_number; }  ///< from 0, as accepted

 private:
  int m_socket;
  std::size_t m_number;
  std::string m_read{};
};

/// A listener on an ephemeral loopback port. A script speaks for each connection, which is closed when it returns.
class RawServer {
 public:
  using Script = std::function<void(RawConnection&)>;
  explicit RawServer(Script script);
  ~RawServer();
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  int port() const { return m_port; }
  std::string url(std::string_view path = "/") const;
  std::size_t connections() const { return m_accepted; }
  std::size_t most_at_once() const { return m_most_open; }

 private:
  void accept_all();

  Script m_script;
  int m_listener = -1;
  int m_port = 0;
  std::atomic<std::size_t> m_accepted = 0;
  std::atomic<std::size_t> m_open = 0;
  std::atomic<std::size_t> m_most_open = 0;
  std::mutex m_mutex{};
  std::vector<int> m_sockets{};
  std::vector<std::thread> m_threads{};
  std::thread m_acceptor{};
};

/// What arrived, from many threads.
class Arrivals {
 public:
  void add(const std::string& request);
  std::vector<std::string> all() const;
  std::size_t count(std::string_view part) const;  ///< of requests that hold it

 private:
  mutable std::mutex m_mutex{};
  std::vector<std::string> m_requests{};
};

/// A whole answer with its length.
std::string ok(std::string_view body, std::string_view more_headers = "");
/// Answers every request of every connection with `answer`, noting it.
RawServer::Script answering(Arrivals& arrivals, std::function<std::string(const std::string& request)> answer);

}  // namespace secokr::test
