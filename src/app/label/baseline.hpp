#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

namespace secokr::app {

/// What an earlier `label check --json` found: an old project adopts the check with it, and fails only on what is new.
struct LabelBaseline {
  std::string quarter{};                  ///< as written there; empty for a check of no single quarter
  std::multiset<std::string> findings{};  ///< the identities: rule, URL (else subject) and message
};

/// Error local_file: no such JSON, or one that was itself made with a baseline and so leaves out what was known.
Expected<LabelBaseline> parse_label_baseline(std::string_view text, const std::string& path);

/// Takes the known findings away. Gives how many of the baseline's are found no more.
std::size_t remove_known(std::vector<Finding>& findings, const LabelBaseline& baseline);

}  // namespace secokr::app
