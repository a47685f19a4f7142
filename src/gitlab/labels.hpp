#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"

namespace secokr::gitlab {

/// The labels that the project's issues can carry, its groups' among them.
class Labels {
 public:
  Labels(Api& api, Home& home) : m_api(api), m_home(home) {}

  /// As they are now, sorted by name.
  Expected<std::vector<tracker::Label>> all();
  /// A label of a group is never corrected from here: false.
  Expected<bool> ensure(const tracker::Label& label);
  /// Error refused, naming the first one that is not defined: GitLab would make it silently. What is missing from the
  /// list that is known is looked for in a new one.
  Status check_defined(std::span<const std::string> names);

 private:
  Status read();
  const tracker::Label* find(const std::string& name) const;
  Expected<bool> correct(const tracker::Label& present, const tracker::Label& label);
  Expected<bool> make(const tracker::Label& label);

  Api& m_api;
  Home& m_home;
  std::optional<std::vector<tracker::Label>> m_defined{};  ///< sorted by name
};

}  // namespace secokr::gitlab
