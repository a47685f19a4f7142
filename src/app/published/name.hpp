#pragma once
#include <string>
#include <string_view>

#include <secokr/error.hpp>

#include "app/published/plan.hpp"

namespace secokr::app {

/// An issue's URL without what a browser adds, in the one of GitLab's two spellings.
std::string plain_issue_url(std::string_view url);

struct FoundPublished {
  const PublishedObjective* objective = nullptr;
  const PublishedKeyResult* key_result = nullptr;  ///< null for the objective itself

  std::string name() const;  ///< `Security Training/KR2`, `Security Training`
};

/// The published KR or objective that a user named, in every form of CLI.md 2; a quarter in the name is the caller's
/// business. A URL must be the issue's own. Error usage: unknown (with the nearest or with what there is), or ambiguous
/// (with the candidates).
Expected<FoundPublished> find_published(const PublishedPlan& plan, std::string_view typed);

/// What is said of a text that is no name of any form.
Error no_name(std::string_view typed);

/// A KR only. Error usage also for an objective alone (with its KRs).
Expected<FoundPublished> find_published_key_result(const PublishedPlan& plan, std::string_view typed);

/// For a command that finds no published objective in a quarter. Error usage.
Error nothing_published(Quarter quarter);

}  // namespace secokr::app
