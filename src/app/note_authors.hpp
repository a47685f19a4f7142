#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "app/ports.hpp"
#include "app/published_plan.hpp"

namespace secokr::app {

/// Whose weekly notes count (FORMATS.md 3): the DRI of the KR or of its objective, whoever is assigned to one of the
/// two, people of the org file, and who may edit issues of the project. On the local tracker everybody's do.
class NoteAuthors {
 public:
  /// `authors` are those of the weekly notes that were read; the tracker is asked only about strangers among them.
  static Expected<NoteAuthors> of(const Ports& ports, const PublishedPlan& plan, const std::set<std::string>& authors);

  bool count(std::string_view author) const;

 private:
  bool m_everybody = false;
  std::set<std::string> m_folded{};
};

}  // namespace secokr::app
