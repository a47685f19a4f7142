#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "workspace/published.hpp"
#include "workspace/workspace.hpp"

namespace secokr::app {

/// An issue that a quarter's published.json lists.
struct ListedIssue {
  Quarter quarter{};
  std::string id{};
  long iid = 0;
  std::string url{};
  std::string origin{};  ///< with `project_id` where it was published to
  std::string project_id{};
  bool running = true;  ///< as it was finalised: neither done nor dropped
  bool seen = false;
};

/// What every quarter's published.json lists, by address: an issue of another quarter must not be taken for one without
/// a quarter, and one that is not there is known by nothing else.
class ListedIssues {
 public:
  /// Empty without a workspace. Error: local_file.
  static Expected<ListedIssues> of(const workspace::Workspace* workspace);

  std::optional<Quarter> quarter_of(std::string_view url) const;
  /// Whether it is listed as one that runs, and by another id than `id`, which may be empty.
  bool runs_as_another(std::string_view url, std::string_view id) const;
  void see(std::string_view url);
  /// Those that run and were not seen, of one quarter or of all, by quarter and number.
  std::vector<ListedIssue> unseen(const std::optional<Quarter>& quarter) const;

 private:
  std::map<std::string, ListedIssue, std::less<>> m_by_url{};  ///< by the plain URL
};

}  // namespace secokr::app
