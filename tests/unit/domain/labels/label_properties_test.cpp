// For any set of labels: check, apply, check is clean but for what a person must decide; a second apply is empty.
#include <algorithm>
#include <random>
#include <set>

#include <catch2/catch.hpp>
#include <secokr/titles.hpp>

#include "unit/domain/label_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

using Names = std::set<std::string>;
using Rules = std::set<Rule>;

struct Situation {
  std::string name;
  LabelledIssue issue;
  std::optional<Priority> fallback{};
  bool exhaustive = false;  ///< tried with every set of labels, the others with some
};

/// What labels say, found out without the code under test: by a list of every spelling that the test uses.
struct Said {
  const char* label;
  LabelMeaning meaning;
  int number = 0;  ///< of the quarter, of the priority
  bool exact = true;
};

constexpr auto division = LabelMeaning::division;
constexpr auto other_division = LabelMeaning::other_division;
constexpr auto in_quarter = LabelMeaning::quarter;
constexpr auto okr = LabelMeaning::okr;
constexpr auto priority = LabelMeaning::priority;
constexpr auto other_priority = LabelMeaning::other_priority;
constexpr auto foreign = LabelMeaning::foreign;

const std::vector<Said> k_alphabet{
    {"division::Security", division},
    {"Division: Security", division, 0, false},
    {"FY28-Q1", in_quarter, 1},
    {"FY28-Q2", in_quarter, 2},
    {"fy28 q1", in_quarter, 1, false},
    {"OKR", okr},
    {"okr", okr, 0, false},
    {"sec-okr::p0", priority, 0},
    {"sec-okr::p1", priority, 1},
    {"SEC-OKR: P1", priority, 1, false},
    {"sec-okr::p3", other_priority},
    {"division::Engineering", other_division},
};
const std::vector<Said> k_more{
    {"division:security", division, 0, false},
    {"FY28_Q2", in_quarter, 2, false},
    {"FY28-Q3", in_quarter, 3},
    {"O K R", okr, 0, false},
    {"sec-okr::p2", priority, 2},
    {"sec-okr:p2", priority, 2, false},
    {" sec-okr::p0", priority, 0, false},
    {"sec-okr: p9", other_priority},
    {"Division: Sales", other_division},
    {"urgent", foreign},
    {"team::red", foreign},
    {"sec-okr", foreign},
};

template <class T>
Names marked(const std::vector<Said>& labels, T&& is) {
  Names found;
  for (const Said& each : labels)
    if (is(each)) found.insert(each.label);
  return found;
}

std::set<int> numbers(const std::vector<Said>& labels, LabelMeaning meaning) {
  std::set<int> found;
  for (const Said& each : labels)
    if (each.meaning == meaning) found.insert(each.number);
  return found;
}

bool holds(const std::vector<Said>& labels, LabelMeaning meaning) { return !numbers(labels, meaning).empty(); }

/// Ours, as PROCESS.md 5 has it.
Ownership expected_owner(const Situation& at, const std::vector<Said>& labels) {
  if (at.issue.marked || at.issue.published || holds(labels, division)) return Ownership::ours;
  if (holds(labels, other_division)) return Ownership::others;
  if (at.issue.linked || !at.issue.assignees.empty() || holds(labels, priority) || holds(labels, other_priority))
    return Ownership::ours;
  return parse_title(at.issue.title) ? Ownership::unclear : Ownership::others;
}

/// The rules that must still have something to say after the fix; everything else must not.
Rules expected_to_remain(const Situation& at, const std::vector<Said>& labels) {
  Rules remaining;
  const auto& issue = at.issue;
  const auto title = parse_title(issue.title);
  const auto quarters = numbers(labels, in_quarter);
  const auto priorities = numbers(labels, priority);
  const bool near_priority =
      std::ranges::any_of(labels, [](const Said& each) { return each.meaning == priority && !each.exact; });

  std::optional<int> quarter;
  if (issue.published)
    quarter = issue.published->number();
  else if (title)
    quarter = title->quarter.number();
  else if (quarters.size() == 1)
    quarter = *quarters.begin();
  else if (issue.milestone == "FY28 Q2 OKRs")
    quarter = 2;
  if (!quarter) remaining.insert(quarters.empty() ? Rule::L1 : Rule::L3);
  if (quarter && title && title->quarter.number() != *quarter) remaining.insert(Rule::L6);
  if (issue.milestone == "FY28 Q2 OKRs" && quarter && quarter != 2) remaining.insert(Rule::L6);

  const bool key_result = issue.marked ? !issue.marked_objective : title && title->key_result;
  const bool objective = !key_result && (issue.marked || title || holds(labels, okr));
  if (key_result) return remaining;
  const bool decided = objective && (issue.priority || (at.fallback && at.fallback != Priority::p0));
  if (priorities.size() > 1 && !decided) {
    remaining.insert(Rule::L3);
    if (near_priority) remaining.insert(Rule::L4);
    if (objective && priorities.contains(0) && !issue.critical_project) remaining.insert(Rule::L5);
  }
  if (!objective) return remaining;
  if (priorities.empty() && !decided) remaining.insert(Rule::L1);
  const bool stays_p0 = priorities == std::set<int>{0} ? issue.priority.value_or(Priority::p0) == Priority::p0
                                                       : priorities.size() != 1 && issue.priority == Priority::p0;
  if (stays_p0 && !issue.critical_project) remaining.insert(Rule::L5);
  return remaining;
}

std::vector<Situation> situations() {
  std::vector<Situation> all;
  const auto published = [&](std::string name, std::optional<Priority> finalised, bool project = false) {
    all.push_back({std::move(name), published_objective({}, finalised)});
    all.back().issue.critical_project = project;
  };
  published("p0 with its critical project", Priority::p0, true);
  published("p0 without its critical project", Priority::p0);
  published("p1", Priority::p1);
  all.back().exhaustive = true;
  published("p2", Priority::p2);
  published("no priority", std::nullopt);
  for (const Priority fallback : {Priority::p0, Priority::p1, Priority::p2}) {
    published("no priority, but one on the command line", std::nullopt);
    all.back().fallback = fallback;
  }
  all.push_back({"a key result", published_key_result({})});
  all.back().exhaustive = true;
  const auto titled = [&](std::string name, std::string title, bool linked, std::string milestone = {}) {
    all.push_back({std::move(name), issue_with({}, std::move(title))});
    all.back().issue.linked = linked;
    all.back().issue.milestone = std::move(milestone);
  };
  titled("a linked title of an objective", k_objective_title, true);
  titled("a title of an objective", k_objective_title, false);
  all.back().exhaustive = true;
  titled("a title of a key result in another milestone", k_key_result_title, false, "FY28 Q2 OKRs");
  titled("another title", "Buy laptops", false);
  all.back().exhaustive = true;
  titled("another title, linked, in a milestone", "Buy laptops", true, "FY28 Q2 OKRs");
  titled("another title, listed in published.json", "Buy laptops", false);
  all.back().issue.published = k_first;
  titled("listed with a title of another quarter", "FY28-Q2 KR1 (A) b", false);
  all.back().issue.published = k_first;
  titled("assigned to the division", k_key_result_title, false);
  all.back().issue.assignees = {"training-manager"};
  return all;
}

Rules rules_of(const std::vector<Finding>& findings) {
  Rules rules;
  for (const Finding& finding : findings) rules.insert(finding.rule);
  return rules;
}

bool among(const Labels& labels, const std::string& label) { return std::ranges::find(labels, label) != labels.end(); }

/// Every property at once, without an assertion each: there are some ten thousand cases. Says which one failed.
std::string broken(const Situation& at, const std::vector<Said>& said) {
  LabelRules rules = label_rules(default_scheme());
  rules.fallback = at.fallback;
  rules.repair = [](const LabelledIssue&) { return std::string{"REPAIR"}; };
  LabelledIssue issue = at.issue;
  for (const Said& each : said) issue.labels.emplace_back(each.label);

  const Ownership owner = owner_of(rules, issue);
  const auto before = check_labels(rules, issue);
  const LabelFix fix = fix_of(rules, issue);
  if (owner != expected_owner(at, said)) return "whose it is";
  if (owner == Ownership::others && !(before.empty() && fix.empty())) return "another's is left alone";
  if (owner == Ownership::unclear && !(rules_of(before) == Rules{Rule::L8} && before.size() == 1 && fix.empty()))
    return "an unclear one is said to be so and left alone";
  if (owner != Ownership::ours) return {};

  if (before.empty() && !fix.empty()) return "without a finding nothing changes";
  if (!std::ranges::is_sorted(fix.add) || !std::ranges::is_sorted(fix.remove)) return "sorted";
  const Names removable = marked(said, [](const Said& each) { return each.meaning != foreign; });
  for (const std::string& label : fix.remove) {
    if (!removable.contains(label)) return "only present labels of the scheme are removed: " + label;
    if (among(fix.add, label)) return "nothing is added and removed: " + label;
  }
  for (const std::string& label : fix.add) {
    if (among(issue.labels, label)) return "nothing present is added: " + label;
    if (read_label(default_scheme(), label).canonical != label) return "only canonical labels are added: " + label;
  }
  std::string hints;
  for (const Finding& finding : before) {
    if (finding.hint.empty()) return "each finding has a hint";
    if (finding.hint.starts_with("REPAIR") && fix.empty()) return "no repair is promised that changes nothing";
    hints += finding.hint;
  }
  for (const Labels& labels : {fix.add, fix.remove})
    for (const std::string& label : labels)
      if (hints.find("~\"" + label + "\"") == std::string::npos) return "a hint names " + label;

  const bool nameless = !issue.marked && !issue.published && !parse_title(issue.title) && !holds(said, division) &&
                        !holds(said, priority) && !holds(said, other_priority);
  if (nameless) return fix.empty() ? "" : "what it is, a person must say first";
  issue.labels = applied(issue.labels, fix);
  if (owner_of(rules, issue) != Ownership::ours) return "ours stays ours";
  if (!fix_of(rules, issue).empty()) return "a second fix is empty";
  const Rules after = rules_of(check_labels(rules, issue));
  if (after != expected_to_remain(at, said)) {
    std::string text = "after the fix";
    for (const Rule rule : after) text += " " + std::string{to_string(rule)};
    return text;
  }
  return {};
}

std::string named(const std::vector<Said>& said) {
  std::string text;
  for (const Said& each : said) text += std::string{"["} + each.label + "]";
  return text;
}

}  // namespace

/// Runs one case; shows the first few that fail.
void hold(const Situation& at, const std::vector<Said>& said, std::size_t& failures) {
  if (const std::string fault = broken(at, said); !fault.empty() && ++failures <= 3) {
    CAPTURE(at.name, named(said));
    FAIL_CHECK(fault);
  }
}

TEST_CASE("Every set of labels: check, apply, check leaves only decisions, and a second apply is empty") {
  std::size_t failures = 0;
  for (const Situation& at : situations()) {
    if (!at.exhaustive) continue;
    for (std::size_t set = 0; set < (std::size_t{1} << k_alphabet.size()); ++set) {
      std::vector<Said> said;
      for (std::size_t i = 0; i < k_alphabet.size(); ++i)
        if ((set >> i & 1) != 0) said.push_back(k_alphabet[i]);
      hold(at, said, failures);
    }
  }
  CHECK(failures == 0);
}

TEST_CASE("Sets of labels drawn at random, foreign ones and more near misses among them") {
  std::mt19937 random(281);
  std::vector<Said> alphabet = k_alphabet;
  alphabet.insert(alphabet.end(), k_more.begin(), k_more.end());
  std::size_t failures = 0;
  for (const Situation& at : situations()) {
    for (int round = 0; round < 300; ++round) {
      std::vector<Said> said = alphabet;
      std::ranges::shuffle(said, random);
      said.resize(random() % 9);
      hold(at, said, failures);
    }
  }
  CHECK(failures == 0);
}

TEST_CASE("In every sound scheme a published issue without labels, and one with all of them, is made right") {
  for (const LabelScheme& scheme : sound_schemes()) {
    CAPTURE(scheme.division);
    const LabelRules rules = label_rules(scheme);
    Labels everything{scheme.division, "FY28-Q1", "FY28 Q2", "fy28q1", scheme.okr, "urgent"};
    everything.insert(everything.end(), scheme.priority.begin(), scheme.priority.end());
    for (const std::string& alias : scheme.division_aliases)
      if (alias != scheme.division) everything.push_back(alias);
    for (const LabelledIssue& bare : {published_objective({}), published_key_result({})}) {
      for (const Labels& labels : {Labels{}, everything}) {
        LabelledIssue issue = bare;
        issue.labels = labels;
        CHECK_FALSE(check_labels(rules, issue).empty());
        issue.labels = applied(labels, fix_of(rules, issue));
        CHECK(check_labels(rules, issue).empty());
        CHECK(fix_of(rules, issue).empty());
        CHECK(among(issue.labels, "urgent") == among(labels, "urgent"));
        Labels wanted = bare.marked_objective ? objective_labels(scheme, k_first, Priority::p1)
                                              : key_result_labels(scheme, k_first);
        if (!labels.empty()) wanted.emplace_back("urgent");
        CHECK_THAT(issue.labels, Catch::Matchers::UnorderedEquals(wanted));
      }
    }
  }
}
