#include "app/label/baseline.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "workspace/strict_json.hpp"

namespace secokr::app {
namespace {

using workspace::Json;

std::string identity(std::string_view rule, std::string_view url, std::string_view subject, std::string_view message) {
  return fmt::format("{}\n{}\n{}", rule, url.empty() ? subject : url, message);
}

std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Error no_baseline(const std::string& path, std::string reason) {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} is no baseline", path),
          .reason = std::move(reason),
          .help = fmt::format("`{} --json > FILE` makes one", command::check_labels)};
}

}  // namespace

Expected<LabelBaseline> parse_label_baseline(std::string_view text, const std::string& path) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return fail(
        no_baseline(path, "It is empty; a shell empties a file before it is read when the same line writes it"));
  const Json json = workspace::parse_strict(text);
  if (!json.is_object() || !json.contains("findings") || !json["findings"].is_array() || !json.contains("ours"))
    return fail(no_baseline(path, fmt::format("It is not what `{} --json` prints", command::check_labels)));
  if (json.contains("baseline"))
    return fail(no_baseline(path, "It was made with --baseline itself, and leaves out what was known then"));
  LabelBaseline baseline{.quarter = text_in(json, "quarter")};
  for (const Json& finding : json["findings"]) {
    if (!finding.is_object() || text_in(finding, "rule").empty() || text_in(finding, "message").empty())
      return fail(no_baseline(path, "One of its findings has no rule or no message"));
    baseline.findings.insert(identity(text_in(finding, "rule"), text_in(finding, "url"), text_in(finding, "subject"),
                                      text_in(finding, "message")));
  }
  return baseline;
}

std::size_t remove_known(std::vector<Finding>& findings, const LabelBaseline& baseline) {
  std::multiset<std::string> left = baseline.findings;
  std::erase_if(findings, [&](const Finding& finding) {
    const auto known = left.find(identity(to_string(finding.rule), finding.url, finding.subject, finding.message));
    if (known == left.end()) return false;
    left.erase(known);
    return true;
  });
  return left.size();
}

}  // namespace secokr::app
