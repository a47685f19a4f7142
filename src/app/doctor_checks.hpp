#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "app/believed_issues.hpp"
#include "app/doctor.hpp"

// The single checks of `diagnose`, each from what was read.
namespace secokr::app {

/// An error as a fault: what and why in one line.
tracker::Check fault_of(std::string check, const Error& error);

tracker::Check configuration_check(const config::Config& config);
tracker::Check workspace_check(const DoctorRequest& request);
/// A token that expires soon, or may only read, is a warning; one that may not even read is a fault.
tracker::Check token_check(const DoctorRequest& request, const tracker::Account& account);
/// Nothing where the org names nobody.
std::optional<tracker::Check> user_check(const config::Config& config, const std::string& username);
tracker::Check project_check(const tracker::Project& project);
/// Those of secokr's issues that count, and those that only say to be some (T1).
tracker::Check issues_check(std::size_t count, const std::vector<DoubtedIssue>& doubted);
/// Fills the diagnosis' labels, and gives the check of them all.
tracker::Check labels_check(const DoctorRequest& request, const std::vector<tracker::Label>& defined,
                            tracker::Diagnosis& diagnosis);

}  // namespace secokr::app
