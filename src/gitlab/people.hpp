#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"

namespace secokr::gitlab {

struct Person {
  long id = 0;
  std::string username{};  ///< as GitLab writes it: it takes any case
};

/// People of the server by their usernames, looked up in windows and remembered.
class People {
 public:
  People(Api& api, Home& home) : m_api(api), m_home(home) {}

  /// One for each name; nothing where nobody has it.
  Expected<std::vector<std::optional<Person>>> find(std::span<const std::string> names);
  Expected<std::vector<std::string>> users(std::span<const std::string> names);
  /// Those who are members of the project from Planner up, also by a group.
  Expected<std::vector<std::string>> editors(std::span<const std::string> names);

 private:
  Api& m_api;
  Home& m_home;
  std::map<std::string, std::optional<Person>> m_known{};
};

}  // namespace secokr::gitlab
