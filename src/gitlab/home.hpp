#pragma once
#include <optional>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::gitlab {

/// Who I am and where: asked once.
class Home {
 public:
  explicit Home(Api& api) : m_api(api) {}

  Expected<tracker::Account> whoami();
  /// Error configuration, when the tracker was made without one.
  Expected<tracker::Project> project();
  bool has_project() const { return !m_api.options().project.empty(); }
  /// The project belongs to a group, whose labels it inherits.
  Expected<bool> is_in_group();

 private:
  Api& m_api;
  std::optional<tracker::Account> m_me{};
  std::optional<bool> m_is_admin{};
  std::optional<tracker::Project> m_project{};
  bool m_is_in_group = false;
};

}  // namespace secokr::gitlab
