#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "workspace/published.hpp"

namespace secokr::app {

/// An issue that `published.json` names.
struct PublishedSubject {
  std::string id{};
  std::string name{};  ///< `Security Training/KR1`, or an objective's reference
};

/// All that was finalised, or those that a user named, each once: an objective before its key results, objectives by
/// number of their issue. A reference alone means the objective's own issue. No tracker is asked: an issue is found by
/// its name though it is gone. Error usage: unknown (with what there is), or ambiguous (with the candidates).
Expected<std::vector<PublishedSubject>> published_subjects(const workspace::Published& base,
                                                           const std::vector<std::string>& names = {});

}  // namespace secokr::app
