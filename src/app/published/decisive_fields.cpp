#include "app/published/decisive_fields.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

class Holding {
 public:
  Holding(const Ports& ports, Belief& belief, PublishedPlan& plan) : m_ports(ports), m_belief(belief), m_plan(plan) {}

  Status hold_all() {
    for (PublishedObjective& objective : m_plan.objectives) {
      SECOKR_CHECK(hold_dri(objective.plan.id, objective.plan.dri));
      for (PublishedKeyResult& key_result : objective.key_results) {
        SECOKR_CHECK(hold_dri(key_result.plan.id, key_result.plan.dri));
        SECOKR_CHECK(hold_state(key_result.plan));
      }
    }
    return {};
  }

 private:
  const tracker::Issue& issue(const std::string& id) const { return m_plan.issues.at(id); }

  void tell(const std::string& id, std::string_view field, const std::string& said, const std::string& counts) {
    if (auto claim = claim_of(issue(id)))
      m_plan.doubted.push_back(
          {*std::move(claim), fmt::format("its {} {} does not count, but {}, as published.json has "
                                          "it: @{}, who opened it, may not edit issues",
                                          field, said, counts, issue(id).author)});
  }

  Status hold_dri(const std::string& id, std::string& dri) {
    const auto* finalised = m_belief.finalised(id);
    if (finalised == nullptr || finalised->dri.empty() || base::equals_folded(finalised->dri, dri)) return {};
    SECOKR_TRY(const bool may_edit, m_belief.may_edit(issue(id).author));
    if (may_edit) return {};
    tell(id, name_of(Field::dri), "@" + dri, "@" + finalised->dri);
    dri = finalised->dri;
    return {};
  }

  Status hold_state(KeyResult& key_result) {
    const auto* finalised = m_belief.finalised(key_result.id);
    if (finalised == nullptr || finalised->kind != OkrKind::key_result) return {};
    const auto block = documents::read_block(finalised->kind, finalised->block);
    if (!block.key_result || block.key_result->state == key_result.state) return {};
    const tracker::Issue& now = issue(key_result.id);
    SECOKR_TRY(const bool may_edit, m_belief.may_edit(now.author));
    if (may_edit) return {};
    SECOKR_TRY(const auto events, m_ports.tracker->events_of(now.ref));
    const auto newest_first = events | std::views::reverse;
    const auto last = std::ranges::find(newest_first, "description", &tracker::Event::field);
    if (last == newest_first.end() || !base::equals_folded(last->user, now.author)) return {};
    const auto word = [](const std::optional<KeyResultState>& state) {
      return std::string(state ? to_string(*state) : "not given");
    };
    tell(key_result.id, "state", word(key_result.state), word(block.key_result->state));
    key_result.state = block.key_result->state;
    return {};
  }

  const Ports& m_ports;
  Belief& m_belief;
  PublishedPlan& m_plan;
};

}  // namespace

Status hold_to_finalised(const Ports& ports, Belief& belief, PublishedPlan& plan) {
  return Holding(ports, belief, plan).hold_all();
}

}  // namespace secokr::app
