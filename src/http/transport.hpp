#pragma once
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"

namespace secokr::http {

/// Why there is no answer.
enum class Fault {
  not_sent,     ///< the server has seen nothing: no such host, refused, no connection in time, a proxy that says no
  untrusted,    ///< the certificate is not accepted; nothing was sent
  lost,         ///< sent, perhaps in part, and no whole answer came: a reset, a time-out, a cut body
  too_large,    ///< the answer is longer than this program takes
  not_allowed,  ///< this program refuses to send it: a token over plain HTTP, a URL that is none
};
/// One phrase for people: "the connection was lost".
std::string_view to_string(Fault fault);

struct NoAnswer {
  Fault fault = Fault::not_sent;
  std::string detail{};  ///< one phrase for people: "could not resolve host", "the certificate has expired"
};

/// Any status is an answer.
using Answer = std::expected<Response, NoAnswer>;

/// Sends a window of requests at once over a capped number of connections; gives their answers in the same order.
/// Redirects are answers, never followed. Retry, rate gate and log are transports around a transport.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual std::vector<Answer> perform(std::span<const Request> window) = 0;
  Answer perform_one(const Request& request) { return std::move(perform({&request, 1}).front()); }
};

}  // namespace secokr::http
