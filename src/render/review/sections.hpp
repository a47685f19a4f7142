#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "domain/views/review_view.hpp"

namespace secokr::render {

// The sections of a review's page, each a heading and what stands below it.

std::string review_leaders(const ReviewView& view);
std::string review_proposals(const ReviewView& view, const std::string& quarter_flag);
std::string review_measurability(const ReviewView& view);
std::string review_risks(const ReviewView& view);
std::string review_dependencies(const ReviewView& view);
std::string review_critical_projects(const ReviewView& view);
std::string review_working_groups(const ReviewView& view);
std::string review_changes(const ReviewHistory& history);
std::string review_findings(const ReviewView& view);

// What they share.

/// "No proposed objective", or where something is withheld "No objective that is shown here".
std::string no_objective(const ReviewView& view);
/// "7 proposed for 5 places" (O1).
std::string fit_words(const ReviewView& view);
/// "3 dependencies".
std::string dependencies_counted(std::size_t number);
/// The reference, marked where the objective is confidential.
std::string reference_markdown(const Objective& objective);
/// Texts with commas between them.
std::string listed_markdown(const std::vector<std::string>& texts);
std::string bullets_markdown(const std::vector<std::string>& lines);
std::string table_head_markdown(const std::vector<std::string>& columns);

}  // namespace secokr::render
