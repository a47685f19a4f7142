#include "http/transport.hpp"

namespace secokr::http {

std::string_view to_string(Fault fault) {
  switch (fault) {
    case Fault::not_sent:
      return "the server was not reached";
    case Fault::untrusted:
      return "the server is not trusted";
    case Fault::lost:
      return "the connection was lost";
    case Fault::too_large:
      return "the answer is too large";
    case Fault::not_allowed:
      return "it was not sent";
  }
  return "the server was not reached";
}

}  // namespace secokr::http
