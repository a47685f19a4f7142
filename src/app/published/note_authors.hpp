#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/published/plan.hpp"

namespace secokr::app {

/// Whose notes count on an issue (FORMATS.md 3, T1): the DRI of the KR and of its objective, whoever is assigned to one
/// of the two, people of the org file, and who may edit issues of the project. On the local tracker everybody's do.
class NoteAuthors {
 public:
  /// `authors` are those of the notes that were read; the tracker is asked only about strangers among them.
  static Expected<NoteAuthors> of(const Ports& ports, const PublishedPlan& plan, const std::set<std::string>& authors);

  bool count(std::string_view author, const tracker::IssueRef& issue) const;

 private:
  bool m_everybody = false;
  std::set<std::string> m_folded{};                  ///< on every issue
  std::map<long, std::set<std::string>> m_by_iid{};  ///< on that one
};

}  // namespace secokr::app
