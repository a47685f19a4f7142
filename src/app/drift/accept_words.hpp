#pragma once
#include <string>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/drift/drift.hpp"
#include "documents/objective/plan_facts.hpp"

namespace secokr::app {

/// Why an issue that is not there, and one whose objective has no file, cannot be accepted.
Error without_issue(const ComparedIssue& compared);
Error without_file(const ComparedIssue& compared, Quarter quarter);

std::string quoted_or_nothing(const std::string& value);
/// Why a field cannot be accepted though its file took over what it could.
std::string why_not(const documents::FactChange& change, const std::string& path);
/// What makes a value one that no file can take over; empty where its name says it all.
std::string why_unreadable(const ComparedIssue& compared, const documents::FactChange& change);

}  // namespace secokr::app
