#pragma once
#include <memory>
#include <string>

#include "app/core/ports.hpp"
#include "domain/rules/rules.hpp"
#include "support/fake_tracker.hpp"
#include "support/sample_plan.hpp"
#include "support/temporary_folder.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::test {

/// The sample plan on a disk: a workspace with its objective files, a configuration with its org, a tracker of the
/// caller's, and ids that count up. Today is 2027-01-18, the final step of FY28-Q1; the user is the CISO.
class SampleWorkspace {
 public:
  explicit SampleWorkspace(PlanUnderReview plan);

  const std::filesystem::path& root() const { return m_folder.path(); }
  const workspace::Workspace& workspace() const { return *m_workspace; }
  config::Config& config() { return m_config; }
  app::Ports ports(tracker::Tracker& tracker) const;
  /// Every file below okrs/, path and text, in order of path.
  std::string files() const;

  std::string user = "ciso";
  Day today{};

 private:
  TemporaryFolder m_folder;
  std::unique_ptr<workspace::Workspace> m_workspace;
  config::Config m_config;
  std::shared_ptr<int> m_next_id = std::make_shared<int>(0);
};

/// A sample workspace beside a tracker that holds nothing yet.
struct World {
  explicit World(PlanUnderReview plan = sample_plan()) : sample(std::move(plan)) {}

  app::Ports ports() { return sample.ports(tracker); }
  std::string text(const std::string& path) const { return read(sample.root() / path); }

  SampleWorkspace sample;
  FakeTracker tracker{};
};

}  // namespace secokr::test
