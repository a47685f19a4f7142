#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "app/published/believed_issues.hpp"
#include "app/setup/doctor.hpp"

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
/// Whether anybody can propose, include and finalise.
tracker::Check org_check(const config::Config& config);
/// What was looked at of secokr's issues.
struct IssuesSeen {
  std::size_t count = 0;                ///< that count
  std::vector<DoubtedIssue> doubted{};  ///< that only say to be some (T1)
  std::vector<std::string> changed{};   ///< closed, moved or taken away by hand, a sentence each (F5)
  std::vector<std::string> quarters{};  ///< those that `changed` is about
};
tracker::Check issues_check(const IssuesSeen& seen);
/// Fills the diagnosis' labels, and gives the check of them all.
tracker::Check labels_check(const DoctorRequest& request, const std::vector<tracker::Label>& defined,
                            tracker::Diagnosis& diagnosis);

}  // namespace secokr::app
