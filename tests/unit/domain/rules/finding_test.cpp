#include <catch2/catch.hpp>

#include <secokr/finding.hpp>

using namespace secokr;

namespace {

Finding finding(std::string path, std::optional<std::size_t> line, Rule rule, std::string subject,
                Severity severity = Severity::error) {
  Finding result;
  result.path = std::move(path);
  result.line = line;
  result.rule = rule;
  result.subject = std::move(subject);
  result.severity = severity;
  return result;
}

}  // namespace

TEST_CASE("Findings are sorted by path, line, rule, subject; those without a place come first") {
  const std::vector<Finding> sorted{
      finding("", std::nullopt, Rule::O1, "FY28-Q1"),
      finding("a.md", std::nullopt, Rule::O3, "SecOps"),
      finding("a.md", 2, Rule::K5, "A/KR1"),
      finding("a.md", 10, Rule::F3, "A/KR2"),
      finding("a.md", 10, Rule::P2, "A/KR1"),
      finding("a.md", 10, Rule::P2, "A/KR2"),
      finding("b.md", 1, Rule::F1, "B"),
  };
  std::vector<Finding> shuffled{sorted.rbegin(), sorted.rend()};
  sort_findings(shuffled);
  CHECK(shuffled == sorted);
}

TEST_CASE("Equal places keep their order") {
  Finding first = finding("a.md", 1, Rule::K3, "A/KR1");
  Finding second = first;
  first.message = "z";
  second.message = "a";
  std::vector<Finding> findings{first, second};
  sort_findings(findings);
  CHECK(findings.front().message == "z");
}

TEST_CASE("Findings are counted by severity") {
  const FindingCount counted = count({finding("", {}, Rule::O4, "", Severity::warning), finding("", {}, Rule::O1, ""),
                                      finding("", {}, Rule::O2, "", Severity::note), finding("", {}, Rule::O2, ""),
                                      finding("", {}, Rule::O2, "")});
  CHECK(counted.errors == 3);
  CHECK(counted.warnings == 1);
  CHECK(counted.notes == 1);
  CHECK(count({}).errors == 0);
}

TEST_CASE("Severities have names") {
  CHECK(to_string(Severity::note) == "note");
  CHECK(to_string(Severity::warning) == "warning");
  CHECK(to_string(Severity::error) == "error");
}
