#include "app/plan/record_check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/file.hpp"
#include "domain/rules/files.hpp"
#include "workspace/decisions.hpp"
#include "workspace/git_history.hpp"

namespace secokr::app {
namespace {

/// Every line of the record that git has known, each once, in the order of its day.
std::vector<workspace::Decision> known_to_git(const Ports& ports, const std::string& path) {
  const auto git = workspace::GitHistory::open(*ports.workspace, ports.environment, ports.config.timezone);
  std::vector<workspace::Decision> known;
  for (const std::string& text : git.versions(path).value_or(std::vector<std::string>{}))
    for (workspace::Decision& decision : workspace::parse_record(text).decisions)
      if (std::ranges::find(known, decision) == known.end()) known.push_back(std::move(decision));
  std::ranges::stable_sort(known, {}, &workspace::Decision::on);
  return known;
}

/// What stands in the record and counts for nothing.
std::vector<Finding> unread_lines(const std::string& text, const std::string& path, Quarter quarter) {
  std::vector<Finding> findings;
  for (const auto& [line, words] : workspace::parse_record(text).other_lines)
    findings.push_back(no_decision({to_string(quarter), path, line}, words));
  return findings;
}

}  // namespace

CheckedRecord check_record(const Ports& ports, const ReadPlan& read, Stage stage) {
  const std::string path = ports.workspace->relative(ports.workspace->decisions(read.quarter));
  const auto known = known_to_git(ports, path);
  CheckedRecord result{.lines = std::max(known.size(), read.decisions.size())};
  if (const auto text = base::read_file(ports.workspace->decisions(read.quarter)))
    result.findings = unread_lines(text->text, path, read.quarter);
  const Reporter reporter(read.plan, stage, result.findings, info(Rule::R1));
  for (const workspace::Decision& decision : known)
    if (std::ranges::find(read.decisions, decision) == read.decisions.end())
      reporter.report(
          {decision.subject, path, 0},
          fmt::format("The record has lost a line that git knows: {}", workspace::render_decision(decision).substr(2)),
          fmt::format("put it back, for a record is only ever appended to; to see when it went: "
                      "git log -p -- {}",
                      path));
  return result;
}

}  // namespace secokr::app
