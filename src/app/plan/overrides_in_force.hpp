#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {

/// What sets errors aside: the overrides given now, which cover their rule, and those on the record, which cover their
/// rule for their subject. P5 is a person's own: recorded, it covers only whom it was recorded by.
class OverridesInForce {
 public:
  /// `recorded` as `workspace::overrides` gives them.
  OverridesInForce(std::vector<Override> given, std::vector<workspace::Decision> recorded = {}, std::string user = {});

  /// Why the error is set aside: "the CEO asked"; of a recorded one with date and who. Nothing when it stands.
  std::optional<std::string> reason_for(const Finding& finding) const;
  const std::vector<Override>& given() const { return m_given; }

 private:
  std::vector<Override> m_given;
  std::vector<workspace::Decision> m_recorded;
  std::string m_user;
};

/// An error that is set aside becomes a note that says why.
void apply_overrides(std::vector<Finding>& findings, const OverridesInForce& overrides);

}  // namespace secokr::app
