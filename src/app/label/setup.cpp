#include "app/label/setup.hpp"

#include <algorithm>

#include "app/label/definitions.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

bool shows(const tracker::Label& label, const LabelDefinition& wanted) {
  return base::equals_folded(label.color, wanted.color) && label.description == wanted.description;
}

}  // namespace

Expected<LabelSetupPlan> plan_label_setup(const Ports& ports, Quarter quarter, const std::string& group) {
  const tracker::LabelHome home{.group = group};
  SECOKR_TRY(const std::vector<tracker::Label> defined, ports.tracker->labels(home));
  const std::vector<LabelDefinition> wanted = definitions(ports.config.labels, quarter);
  LabelSetupPlan plan{.wanted = wanted.size()};
  plan.set.quarter = to_string(quarter);
  for (const LabelDefinition& definition : wanted) {
    const auto found = std::ranges::find(defined, definition.name, &tracker::Label::name);
    if (found == defined.end()) {
      plan.set.changes.push_back(define_label(definition, home));
    } else if (!shows(*found, definition)) {
      if (found->inherited)
        plan.foreign.push_back(*found);
      else
        plan.set.changes.push_back(define_label(definition, home, &*found));
    }
  }
  return plan;
}

}  // namespace secokr::app
