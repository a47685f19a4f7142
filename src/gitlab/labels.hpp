#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"

namespace secokr::gitlab {

/// The labels that the issues of a project, or of a group's projects, can carry; those of the groups above among them.
/// An empty home is the tracker's project.
class Labels {
 public:
  Labels(Api& api, Home& home) : m_api(api), m_home(home) {}

  /// As they are now, sorted by name.
  Expected<std::vector<tracker::Label>> all(const tracker::LabelHome& home);
  /// A label of a group above is never corrected from here: false.
  Expected<bool> ensure(const tracker::Label& label, const tracker::LabelHome& home);
  /// Error refused, naming the first one that is not defined: GitLab would make it silently. What is missing from the
  /// list that is known is looked for in a new one.
  Status check_defined(std::span<const std::string> names, const tracker::LabelHome& home);

 private:
  using Defined = std::vector<tracker::Label>;  ///< sorted by name

  /// A home that names its project or group.
  Expected<tracker::LabelHome> named(const tracker::LabelHome& home);
  Expected<const Defined*> read(const tracker::LabelHome& home);
  Expected<Defined> rows_of_project(const tracker::LabelHome& home);
  Expected<Defined> rows_of_group(const tracker::LabelHome& home);
  Expected<bool> correct(const tracker::Label& present, const tracker::Label& label, const tracker::LabelHome& home);
  Expected<bool> make(const tracker::Label& label, const tracker::LabelHome& home);

  Api& m_api;
  Home& m_home;
  std::map<std::string, Defined> m_defined{};  ///< by the URL of the list
};

}  // namespace secokr::gitlab
