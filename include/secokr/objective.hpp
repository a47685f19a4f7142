#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <secokr/day.hpp>

namespace secokr {

/// Where in its file a part was read: 1-based lines, 0 = nowhere. Two values are the same plan wherever they were read,
/// so it compares equal.
struct Provenance {
  std::size_t line = 0;
  std::map<std::string, std::size_t, std::less<>> fields{};  ///< by the field's canonical name ("Top-5 risk")
  /// The line of a field, else the part's own line.
  std::size_t line_of(std::string_view field) const;
  friend bool operator==(const Provenance&, const Provenance&) { return true; }
};

enum class ObjectiveStatus { draft, proposed, included, excluded };
enum class KeyResultState { active, not_started, paused, done, dropped };
enum class Priority { p0, p1, p2 };
enum class RiskTreatment { eliminates, mitigates, transfers };
enum class DependencyVerb { confirmed, declined, withdrawn, rescoped };
enum class DeclineClass { no_capacity, priority, scope, other };
enum class DependencyStatus { requested, confirmed, declined, withdrawn };

// As written in a file ("not started", "no capacity"); reading ignores case.
std::string_view to_string(ObjectiveStatus status);
std::string_view to_string(KeyResultState state);
std::string_view to_string(Priority priority);
std::string_view to_string(RiskTreatment treatment);
std::string_view to_string(DependencyVerb verb);
std::string_view to_string(DeclineClass decline_class);
std::string_view to_string(DependencyStatus status);
/// As in JSON: on top of to_string, blanks are underscores ("not_started").
std::string to_json_name(KeyResultState state);
std::optional<ObjectiveStatus> parse_objective_status(std::string_view text);
std::optional<KeyResultState> parse_key_result_state(std::string_view text);  ///< also "not_started", "not-started"
std::optional<Priority> parse_priority(std::string_view text);
std::optional<RiskTreatment> parse_risk_treatment(std::string_view text);
std::optional<DependencyVerb> parse_dependency_verb(std::string_view text);
std::optional<DeclineClass> parse_decline_class(std::string_view text);  ///< also with '-' or '_' for the blank

struct Top5Risk {
  RiskTreatment treatment = RiskTreatment::mitigates;
  std::string risk{};
  friend bool operator==(const Top5Risk&, const Top5Risk&) = default;
};

/// How a metric is judged: by its way from start to target, or by holding a bound.
enum class MetricKind { reach, at_least, at_most };
std::string_view to_string(MetricKind kind);  ///< "at least", "at most"; empty for the first

/// `NAME from START to TARGET [UNIT]`, or `NAME at least BOUND [UNIT]` (or `at most`).
struct Metric {
  std::string name{};
  double start = 0;  ///< of one to be held its bound, too
  double target = 0;
  std::string unit{};  ///< "" or e.g. "%", "days"
  MetricKind kind = MetricKind::reach;
  std::string currency{};  ///< in front of the numbers: "$"; mostly empty

  bool is_held() const { return kind != MetricKind::reach; }
  /// No value can ever move it: its start is its target (K1).
  bool goes_nowhere() const { return !is_held() && start == target; }
  /// Whether the value keeps the bound; of a metric to be reached, whether it has reached the target.
  bool holds(double value) const;
  friend bool operator==(const Metric&, const Metric&) = default;
};
struct Baseline {
  friend bool operator==(const Baseline&, const Baseline&) = default;
};
using Measure = std::variant<Baseline, Metric>;

std::string to_string(const Measure& measure);  ///< the grammar's form
std::string aim_of(const Metric& metric);       ///< the same without its name: "from 62 to 90 %", "at most 3 days"
std::string to_string(const Top5Risk& risk);
std::optional<Measure> parse_measure(std::string_view text);
/// The grammar of a metric for people: "NAME from START to TARGET [UNIT], …".
inline constexpr std::string_view metric_grammar =
    "NAME from START to TARGET [UNIT], NAME at least (or at most) NUMBER [UNIT], or baseline";
/// Why a number in the text cannot be taken, where it is a decimal comma or a thousands separator: a sentence without a
/// full stop; empty where it is something else.
std::string number_objection(std::string_view text);
/// The metric in a measure; null for a baseline and for none.
const Metric* metric_in(const std::optional<Measure>& measure);
/// A number with its unit as people write it, a currency in front: "78 %", "$300", "$1.5 M", "3".
struct Quantity {
  double number = 0;
  std::string unit{};  ///< "%", "$", "$ M"
};
std::string to_string(const Quantity& quantity);
/// The unit of a metric's values as a Quantity has it.
std::string unit_of(const Metric& metric);
std::optional<Top5Risk> parse_top5_risk(std::string_view text);

struct DependencyEvent {
  DependencyVerb verb = DependencyVerb::confirmed;
  std::string by{};            ///< username without '@'
  std::string on_behalf_of{};  ///< the manager for whom it was recorded; empty when they answered themselves
  std::string evidence{};      ///< URL, where recorded on behalf
  Day on{};
  std::optional<DeclineClass> decline_class{};
  std::string reason{};
  friend bool operator==(const DependencyEvent&, const DependencyEvent&) = default;
};

struct Dependency {
  bool ticked = false;
  std::string team{};
  std::string manager{};  ///< username without '@'
  std::string need{};
  std::vector<DependencyEvent> events{};
  Provenance source{};

  /// The last confirmed, declined or withdrawn; `rescoped` leaves a decline in place but answers it. A tick without an
  /// event is requested (D1).
  DependencyStatus status() const;
  bool rescoped() const;  ///< a rescope stands after the last decline
  /// Settled in the sense of D2: confirmed, withdrawn, or declined and then re-scoped.
  bool settled() const;
  friend bool operator==(const Dependency&, const Dependency&) = default;
};

struct Milestone {
  int number = 0;
  bool done = false;
  std::string description{};
  std::string dri{};  ///< username without '@'
  std::optional<Day> due{};
  Provenance source{};
  bool no_longer_applies = false;  ///< struck out on its issue, `[~]`: not done, and nobody waits for it
  /// Somebody still has to do it.
  bool open() const { return !done && !no_longer_applies; }
  /// The box as another milestone has it.
  void mark_like(const Milestone& other) {
    done = other.done;
    no_longer_applies = other.no_longer_applies;
  }
  friend bool operator==(const Milestone&, const Milestone&) = default;
};

struct KeyResult {
  int number = 0;
  std::string title{};
  std::string id{};  ///< 16 hex digits, empty until minted
  std::string dri{};
  std::string contributed_by{};
  std::optional<Measure> measure{};
  std::optional<double> weight{};         ///< percent of the objective, as given
  std::optional<KeyResultState> state{};  ///< as given; `effective_state` knows the default
  std::string paused_by{};                ///< URL of the critical project, when paused
  std::string outcome{};                  ///< the prose, trimmed
  std::vector<Dependency> dependencies{};
  std::vector<Milestone> milestones{};
  bool confidential = false;  ///< on its own: its issue says so, a file has no field for it
  Provenance source{};
  friend bool operator==(const KeyResult&, const KeyResult&) = default;
};

struct Objective {
  std::string title{};
  std::string id{};
  std::string reference{};
  ObjectiveStatus status = ObjectiveStatus::draft;
  std::string dri{};
  std::string area{};
  std::optional<Priority> priority{};
  std::optional<Top5Risk> top5_risk{};
  std::string strategy{};
  std::string security_roadmap{};
  std::string budget{};
  std::string working_group{};
  std::string critical_project{};
  bool confidential = false;
  std::string published{};  ///< URL, or `local:IID`
  std::string outcome{};    ///< the prose, trimmed
  std::vector<KeyResult> key_results{};
  Provenance source{};
  friend bool operator==(const Objective&, const Objective&) = default;
};

/// The state given, else `not started` under a p2 objective, else `active` (PROCESS.md 3).
KeyResultState effective_state(const Objective& objective, const KeyResult& key_result);

/// Each KR's share of the objective, 0..1, in order. Given weights count; the others share what they leave equally
/// (K4). Dropped KRs have none and the rest keep their proportions.
std::vector<double> shares(const Objective& objective);

/// The KR's due day: that of its final milestone, the one with the highest number, where it is dated, else
/// `last_day_of_quarter` (K3).
Day due_of(const KeyResult& key_result, Day last_day_of_quarter);

/// `Security Training/KR2`.
std::string name_of(const Objective& objective, const KeyResult& key_result);

}  // namespace secokr
