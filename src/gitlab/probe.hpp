#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"

namespace secokr::gitlab {

/// What the server can do, asked once. What is paid for shows in the fields of an issue only: where there is no issue
/// yet it is taken as missing, and asked again when it is needed.
class Probe {
 public:
  Probe(Api& api, Home& home) : m_api(api), m_home(home) {}

  Expected<tracker::Capabilities> capabilities();
  /// Issues can be listed by cursor; false where the server does not tell.
  bool has_keyset();
  /// Any issue as it was read or made tells as much as one that is asked for.
  void learn(const Json& issue);

 private:
  struct Server {
    std::string version{};
    std::string edition{};
    bool keyset = false;
  };
  struct Tier {
    bool weight = false;
    bool health = false;
  };
  Expected<Server> server();
  Status look_at_an_issue();

  Api& m_api;
  Home& m_home;
  std::optional<Server> m_server{};
  std::optional<Tier> m_tier{};
};

}  // namespace secokr::gitlab
