#pragma once
#include <string>

#include "app/drift/drift.hpp"
#include "documents/objective/plan_facts.hpp"

namespace secokr::app {

std::string quoted_or_nothing(const std::string& value);
/// Why a field cannot be accepted though its file took over what it could.
std::string why_not(const documents::FactChange& change, const std::string& path);
/// What makes a value one that no file can take over; empty where its name says it all.
std::string why_unreadable(const ComparedIssue& compared, const documents::FactChange& change);

}  // namespace secokr::app
