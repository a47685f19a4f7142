#pragma once
#include <utility>

namespace secokr::test {

/// A listening socket on an ephemeral loopback port, and the port.
std::pair<int, int> listen_on_loopback(int backlog);

/// A loopback port where nobody listens for now.
int closed_port();

/// A socket whose connection to the loopback port is under way, whether or not it comes about.
int begin_to_connect(int port);

/// A connected socket, or less than 0.
int connect_to(int port);

/// True when somebody listens there.
bool accepts(int port);

}  // namespace secokr::test
