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
  /// Those who are members of the project from Planner up, also by a group, and who I am where I may edit without being
  /// one. A few are searched for, more are found on the list of all members.
  Expected<std::vector<std::string>> editors(std::span<const std::string> names, const std::string& project);

 private:
  /// What is known of a project's members, by their folded usernames.
  struct Members {
    std::map<std::string, long> levels{};  ///< 0 = no member
    bool whole = false;
  };
  Expected<const Members*> members(std::span<const std::string> names, const std::string& project);
  Status read_members(const std::vector<std::string>& searches, const std::string& project, Members& members);
  bool am_editor(const std::string& name);

  Api& m_api;
  Home& m_home;
  std::map<std::string, std::optional<Person>> m_known{};
  std::map<std::string, Members> m_members{};  ///< by the project's path
};

}  // namespace secokr::gitlab
