#include "app/published/facts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "unit/app/finalize_sample.hpp"

using namespace secokr;
using documents::FactChange;
using test::Finalised;

namespace {

const LabelScheme scheme;

workspace::PublishedIssue entry_of(const Finalised& finalised, const tracker::Issue& issue) {
  return finalised.entry(documents::find_block(issue.description)->id);
}

std::string shown(const std::vector<FactChange>& changes) {
  std::string text;
  for (const FactChange& change : changes)
    text += change.field + ": " + change.before + " -> " + change.after + (change.running ? " (running)\n" : "\n");
  return text;
}

}  // namespace

TEST_CASE("an issue as finalised says what its base says") {
  Finalised finalised;
  REQUIRE(finalised.base().issues.size() == finalised.tracker.all.size());
  for (const auto& issue : finalised.tracker.all) {
    const auto& entry = entry_of(finalised, issue);
    INFO(issue.title);
    CHECK(app::facts_of(entry, scheme) == app::facts_of(issue, scheme));
  }
}

TEST_CASE("each field of an issue is a fact of its own") {
  Finalised finalised;
  using Issue = tracker::Issue;
  const auto in_text = [](std::string_view what, std::string_view with) {
    return [=](Issue& issue) { issue.description = test::edited(issue.description, what, with); };
  };
  const auto description = [](const Issue& issue) { return documents::find_block(issue.description)->text; };
  struct Case {
    std::string name;
    std::function<void(Issue&)> edit;
    std::string changes;
  };
  const Issue whole = finalised.key_result();
  CAPTURE(description(whole));
  const std::vector<Case> cases = {
      {"nothing", [](Issue&) {}, ""},
      {"text of people around the block",
       [](Issue& issue) { issue.description = "See the wiki.\n\n" + issue.description; }, ""},
      {"a label that is nobody's business", [](Issue& issue) { issue.labels.emplace_back("backend"); }, ""},
      {"order of labels", [](Issue& issue) { std::ranges::reverse(issue.labels); }, ""},
      {"a sibling of the quarter's label", [](Issue& issue) { issue.labels.emplace_back("FY28-Q2"); },
       "Labels: FY28-Q1, division::Security -> FY28-Q1, FY28-Q2, division::Security\n"},
      {"a missing label", [](Issue& issue) { std::erase(issue.labels, "division::Security"); },
       "Labels: FY28-Q1, division::Security -> FY28-Q1\n"},
      {"title", [](Issue& issue) { issue.title = "FY28-Q1 KR1 (Security Training) Do less"; },
       "Title: " + whole.title + " -> FY28-Q1 KR1 (Security Training) Do less\n"},
      {"nobody assigned", [](Issue& issue) { issue.assignees.clear(); }, "Assignee: @training-manager -> \n"},
      {"two assigned", [](Issue& issue) { issue.assignees.emplace_back("ciso"); },
       "Assignee: @training-manager -> @ciso, @training-manager\n"},
      {"due", [](Issue& issue) { issue.due.reset(); }, "Due: " + to_string(*whole.due) + " -> \n"},
      {"confidential", [](Issue& issue) { issue.confidential = true; }, "Confidential:  -> yes\n"},
      {"metric", in_text(" to 90 %", " to 85 %"),
       "Metric: completion rate from 62 to 90 % -> completion rate from 62 to 85 %\n"},
      {"weight", in_text("- Weight: 60 %", "- Weight: 50 %"), "Weight: 60 % -> 50 %\n"},
      {"a field removed", in_text("- Weight: 60 %\n", ""), "Weight: 60 % -> \n"},
      {"the block's DRI", in_text("- DRI: @training-manager", "- DRI: @ciso"), "DRI: @training-manager -> @ciso\n"},
      {"a field that cannot be read", in_text("- Weight: 60 %", "- Weight: most"),
       "Weight: 60 % -> \nNot understood:  -> - Weight: most\n"},
      {"a field that nobody knows", in_text("- Weight: 60 %", "- Weight: 60 %\n- Wieght: 5 %"),
       "Not understood:  -> - Wieght: 5 %\n"},
      {"state", in_text("- State: active", "- State: done"), "State: active -> done (running)\n"},
      {"a milestone ticked", in_text("- [ ] Milestone 1", "- [x] Milestone 1"), "Done 1:  -> yes (running)\n"},
  };
  for (const Case& each : cases) {
    Issue issue = whole;
    each.edit(issue);
    INFO(each.name);
    CHECK(shown(documents::changes_between(app::facts_of(entry_of(finalised, whole), scheme),
                                           app::facts_of(issue, scheme))) == each.changes);
  }
}

TEST_CASE("an issue without its block says so and nothing of what stood there") {
  Finalised finalised;
  tracker::Issue issue = finalised.key_result();
  issue.description = "Moved to a wiki page.";
  const auto facts = app::facts_of(issue, scheme);
  std::vector<std::string> fields;
  for (const auto& fact : facts) fields.push_back(fact.field);
  CHECK(fields == std::vector<std::string>{"Title", "Labels", "Assignee", "Due", "Block"});
  CHECK(facts.back().value == "removed");
}

TEST_CASE("a file to be finalised has facts while its block holds tokens") {
  const auto plan = test::sample_plan();
  workspace::PublishedIssue entry{.kind = "objective", .title = "FY28-Q1 Objective (R) t", .dri = "ciso"};
  const auto block = documents::find_block(documents::render_objective_block(
      plan.objectives[0].objective, {{.number = 1, .reference = "#{{iid kr:0123456789abcdef}}", .title = "A KR"}}));
  REQUIRE(block);
  entry.block = block->text;
  const auto with_tokens = app::facts_of(entry, scheme);
  CHECK(std::ranges::none_of(with_tokens, [](const auto& fact) { return fact.field == "Not understood"; }));
  const auto area = std::ranges::find(with_tokens, std::string("Area"), &documents::Fact::field);
  REQUIRE(area != with_tokens.end());
  CHECK(area->value == "SecAssurance");
}

TEST_CASE("what people see of a field") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Metric", "Metric"},
      {"DRI", "DRI"},
      {"Top-5 risk", "Top-5 risk"},
      {"Title", "title"},
      {"Milestone 2", "milestone 2"},
      {"Due", "due date"},
      {"Assignee", "DRI (assignee)"},
      {"Labels", "labels"},
      {"Dependency 1", "dependency 1"},
      {"Outcome", "outcome"},
      {"Block", "secokr's block"},
  };
  for (const auto& [field, shown] : cases) CHECK(app::shown_field(field) == shown);
}
