#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

#include "domain/objective/okr_kind.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/workspace.hpp"

namespace secokr::workspace {

/// One issue as it was finalised.
struct PublishedIssue {
  std::string kind{};       ///< "objective" or "kr"
  std::string objective{};  ///< of a KR: its objective's id
  std::string reference{};  ///< of an objective
  int number = 0;           ///< of a KR
  long iid = 0;             ///< 0 while it is not made yet: then the text holds the token of its own subject
  std::string url{};        ///< empty likewise
  std::string title{};
  std::vector<std::string> labels{};
  std::string dri{};
  std::optional<Measure> measure{};
  std::optional<double> weight{};
  std::optional<Day> due{};
  std::vector<Milestone> milestones{};  ///< number, description, DRI and date; ticks are the issue's
  bool confidential = false;
  std::string block{};  ///< the text between the markers; may hold tokens
  friend bool operator==(const PublishedIssue&, const PublishedIssue&) = default;
};

/// What was finalised for a quarter (`published.json`): the base for drift and amendments.
struct Published {
  Quarter quarter{};
  std::string tracker{};  ///< "local" or "gitlab"
  std::string origin{};   ///< `local` or the server's origin
  std::string project_id{};
  std::map<std::string, PublishedIssue> issues{};  ///< by secokr's id
  friend bool operator==(const Published&, const Published&) = default;
};

/// The file's text: the same value gives the same bytes. Its checksum covers everything but what the tracker gives only
/// while a change set is applied: an issue's iid and URL, and the numbers behind '#' in a block. So it holds before and
/// after tokens are filled in; in their place a reader checks that every iid is there once.
std::string render_published(const Published& published);
/// Error local_file: no JSON, another version, a wrong checksum, a missing or doubled iid.
Expected<Published> parse_published(std::string_view text, const std::string& path);

/// Nothing when the quarter was not finalised yet.
Expected<std::optional<Published>> read_published(const Workspace& workspace, Quarter quarter);
/// The change that writes it over the file that stands there now, if any. Error: local_file.
Expected<tracker::Change> write_published(const Workspace& workspace, const Published& published);

}  // namespace secokr::workspace
