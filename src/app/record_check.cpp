#include "app/record_check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workspace/decisions.hpp"
#include "workspace/git_history.hpp"

namespace secokr::app {
namespace {

Rule rule_of(const workspace::Decision& decision) {
  const auto plain = workspace::overrides({decision});
  return parse_rule(plain.empty() ? decision.rule : plain.front().rule).value_or(Rule::F1);
}

}  // namespace

std::vector<Finding> check_record(const Ports& ports, const ReadPlan& read) {
  const auto git = workspace::GitHistory::open(*ports.workspace, ports.environment, ports.config.timezone);
  const auto files = git.head() ? git.files(*git.head(), read.quarter) : std::nullopt;
  const std::string path = ports.workspace->relative(ports.workspace->decisions(read.quarter));
  if (!files) return {};
  const auto known = files->find(path);
  if (known == files->end()) return {};
  std::vector<Finding> findings;
  for (const workspace::Decision& decision : workspace::parse_record(known->second).decisions) {
    if (std::ranges::find(read.decisions, decision) != read.decisions.end()) continue;
    findings.push_back({.rule = rule_of(decision),
                        .severity = Severity::warning,
                        .subject = decision.subject,
                        .message = fmt::format("The record has lost a line that git knows: {}",
                                               workspace::render_decision(decision).substr(2)),
                        .hint = fmt::format(
                            "put it back, for a record is only ever appended to; to see it: git diff HEAD -- {}", path),
                        .path = path});
  }
  return findings;
}

}  // namespace secokr::app
