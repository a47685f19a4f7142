#include "http/raw_server.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "http/loopback_socket.hpp"

namespace secokr::test {
namespace {

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

std::optional<std::string> RawConnection::read_request() {
  const auto fill = [this] {
    std::array<char, 65'536> buffer{};
    const auto got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (got > 0) m_read.append(buffer.data(), static_cast<std::size_t>(got));
    return got > 0;
  };
  auto end = m_read.find("\r\n\r\n");
  for (; end == std::string::npos; end = m_read.find("\r\n\r\n"))
    if (!fill()) return std::nullopt;
  std::size_t length = end + 4;
  constexpr std::string_view name = "\r\nContent-Length: ";
  if (const auto at = m_read.find(name); at < end) length += std::stoul(m_read.substr(at + name.size()));
  while (m_read.size() < length)
    if (!fill()) return std::nullopt;
  std::string request = m_read.substr(0, length);
  m_read.erase(0, length);
  return request;
}

void RawConnection::send(std::string_view bytes) const { send_all(m_socket, bytes); }

void RawConnection::reset() const {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void RawConnection::stall() const {
  char byte = 0;
  while (::recv(m_socket, &byte, 1, 0) > 0) {
  }
}

void RawConnection::relay(int port) const {
  const int other = connect_to(port);
  std::array<pollfd, 2> ends{pollfd{.fd = m_socket, .events = POLLIN, .revents = 0},
                             pollfd{.fd = other, .events = POLLIN, .revents = 0}};
  std::array<char, 65'536> buffer{};
  for (bool is_open = true; is_open && ::poll(ends.data(), ends.size(), -1) > 0;) {
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends.at(i).revents == 0) continue;
      const auto got = ::recv(ends.at(i).fd, buffer.data(), buffer.size(), 0);
      is_open = is_open && got > 0;
      if (got > 0) send_all(ends.at(1 - i).fd, {buffer.data(), static_cast<std::size_t>(got)});
    }
  }
  ::close(other);
}

RawServer::RawServer(Script script) : m_script(std::move(script)) {
  std::tie(m_listener, m_port) = listen_on_loopback(64);
  m_acceptor = std::thread([this] { accept_all(); });
}

RawServer::~RawServer() {
  ::shutdown(m_listener, SHUT_RDWR);
  m_acceptor.join();
  {
    const std::scoped_lock lock(m_mutex);
    for (const int socket : m_sockets) ::shutdown(socket, SHUT_RDWR);
  }
  for (auto& thread : m_threads) thread.join();
  ::close(m_listener);
}

std::string RawServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(m_port) + std::string{path};
}

void RawServer::accept_all() {
  for (;;) {
    const int socket = ::accept(m_listener, nullptr, nullptr);
    if (socket < 0) return;
    const std::size_t number = m_accepted++;
    m_most_open = std::max<std::size_t>(m_most_open, ++m_open);
    const std::scoped_lock lock(m_mutex);
    m_sockets.push_back(socket);
    m_threads.emplace_back([this, socket, number] {
      RawConnection connection(socket, number);
      m_script(connection);
      const std::scoped_lock closing(m_mutex);
      std::erase(m_sockets, socket);
      --m_open;
      ::close(socket);
    });
  }
}

void Arrivals::add(const std::string& request) {
  const std::scoped_lock lock(m_mutex);
  m_requests.push_back(request);
}

std::vector<std::string> Arrivals::all() const {
  const std::scoped_lock lock(m_mutex);
  return m_requests;
}

std::size_t Arrivals::count(std::string_view part) const {
  const auto requests = all();
  return static_cast<std::size_t>(std::ranges::count_if(
      requests, [&](const std::string& request) { return request.find(part) != std::string::npos; }));
}

std::string ok(std::string_view body, std::string_view more_headers) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string{more_headers} +
         "\r\n" + std::string{body};
}

RawServer::Script answering(Arrivals& arrivals, std::function<std::string(const std::string& request)> answer) {
  return [&arrivals, answer = std::move(answer)](RawConnection& connection) {
    while (const auto request = connection.read_request()) {
      arrivals.add(*request);
      connection.send(answer(*request));
    }
  };
}

}  // namespace secokr::test
