#include "render/core/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "render/core/sentence.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Tone::bad;
    case Severity::warning:
      return Tone::caution;
    case Severity::note:
      return Tone::accent;
  }
  return Tone::plain;
}

std::string place_of(const Finding& finding) {
  if (finding.path.empty()) return finding.url.empty() || finding.url == finding.subject ? "" : finding.url + ": ";
  return finding.line ? fmt::format("{}:{}: ", finding.path, *finding.line) : finding.path + ": ";
}

/// `file:line: error K1 subject: message`, on one line where it may be read by a program.
std::string headline(const Finding& finding, const Page& page) {
  const std::string severity{to_string(finding.severity)};
  const std::string place = base::strip_controls(place_of(finding));
  const std::string subject = finding.subject.empty() ? "" : base::strip_controls(finding.subject) + ": ";
  std::string text = wrap_indented(fmt::format("{}{} {} {}{}", place, severity, to_string(finding.rule), subject,
                                               base::strip_controls(finding.message)),
                                   page.width, 2)
                         .substr(2);
  const auto at = text.find(severity, place.size());
  if (at != std::string::npos) text.replace(at, severity.size(), page.style.paint(tone_of(finding.severity), severity));
  return text;
}

std::string_view quality_severity(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "major";
    case Severity::warning:
      return "minor";
    case Severity::note:
      return "info";
  }
  return "info";
}

/// Relative, as GitLab demands it.
std::string quality_path(const Finding& finding) {
  if (!finding.path.empty()) return finding.path;
  if (finding.url.empty()) return "secokr.toml";
  const auto scheme_end = finding.url.find("://");
  const auto path =
      scheme_end == std::string::npos ? 0 : std::min(finding.url.find('/', scheme_end + 3), finding.url.size() - 1) + 1;
  std::string result = finding.url.substr(path);
  std::ranges::replace(result, ':', '/');
  return result.empty() ? "secokr.toml" : result;
}

}  // namespace

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string findings_text(const CheckReport& report, const Page& page) {
  std::string text;
  std::optional<std::string> group;
  for (const auto& finding : report.findings) {
    const auto& here = finding.path.empty() ? finding.url : finding.path;
    if (group && *group != here) text += '\n';
    group = here;
    text += headline(finding, page);
    if (finding.due) text += wrap_indented("due by " + to_string(*finding.due), page.width, 2);
    if (!finding.hint.empty())
      text += "  " + message_lines("hint: " + base::strip_controls(sentence(finding.hint)), page, 2);
  }
  if (!report.findings.empty()) text += '\n';
  const auto sums = count(report.findings);
  const bool were_more = report.read && *report.read != report.checked;
  text += fmt::format("{} checked{}: {}, {}, {}", counted(report.checked, report.checked_what),
                      were_more ? fmt::format(" of {} read", *report.read) : "", counted(sums.errors, "error"),
                      counted(sums.warnings, "warning"), counted(sums.notes, "note"));
  if (report.ours || report.others || report.unclear)
    text += fmt::format(" ({} ours, {} of others, {} unclear)", report.ours.value_or(0), report.others.value_or(0),
                        report.unclear.value_or(0));
  text += '\n';
  if (const auto& baseline = report.baseline) {
    text += fmt::format("{} known from {}", baseline->known, base::strip_controls(baseline->name));
    if (baseline->gone > 0)
      text += fmt::format(", {} of them {} gone", baseline->gone, baseline->gone == 1 ? "is" : "are");
    text += '\n';
  }
  return text;
}

Json finding_json(const Finding& finding) {
  Json row;
  row["rule"] = std::string{to_string(finding.rule)};
  row["severity"] = std::string{to_string(finding.severity)};
  row["subject"] = finding.subject;
  row["message"] = finding.message;
  row["hint"] = sentence(finding.hint);
  put_if(row, "due", finding.due);
  put_if(row, "path", finding.path);
  put_if(row, "line", finding.line);
  put_if(row, "url", finding.url);
  return row;
}

Json findings_json(const CheckReport& report) {
  const auto sums = count(report.findings);
  Json json;
  json["quarter"] = report.quarter.empty() ? Json(nullptr) : Json(report.quarter);
  json["checked"] = report.checked;
  put_if(json, "read", report.read);
  put_if(json, "ours", report.ours);
  put_if(json, "others", report.others);
  put_if(json, "unclear", report.unclear);
  json["errors"] = sums.errors;
  json["warnings"] = sums.warnings;
  json["notes"] = sums.notes;
  if (report.baseline) json["baseline"] = {{"known", report.baseline->known}, {"gone", report.baseline->gone}};
  json["findings"] = Json::array();
  for (const auto& finding : report.findings) json["findings"].push_back(finding_json(finding));
  return json;
}

Json findings_code_quality(const CheckReport& report) {
  Json json = Json::array();
  std::map<std::string, int> seen;
  for (const auto& finding : report.findings) {
    // Line and host are left out: a finding keeps its identity when text above it grows and when the server gets
    // another name. Equal ones are told apart by their order.
    const auto rule = std::string{to_string(finding.rule)};
    const auto path = quality_path(finding);
    const auto identity = fmt::format("{}\n{}\n{}\n{}", rule, path, finding.subject, finding.message);
    const auto fingerprint = base::sha256_hex(fmt::format("{}\n{}", identity, seen[identity]++)).substr(0, 32);
    Json row;
    row["description"] =
        finding.subject.empty() ? finding.message : fmt::format("{}: {}", finding.subject, finding.message);
    row["check_name"] = rule;
    row["fingerprint"] = fingerprint;
    row["severity"] = std::string{quality_severity(finding.severity)};
    row["location"]["path"] = path;
    row["location"]["lines"]["begin"] = finding.line.value_or(1);
    json.push_back(std::move(row));
  }
  return json;
}

}  // namespace secokr::render
