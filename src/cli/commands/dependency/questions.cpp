#include "cli/commands/dependency/questions.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/dependency/match.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"

namespace secokr::cli {
namespace {

constexpr std::array all_classes{DeclineClass::no_capacity, DeclineClass::priority, DeclineClass::scope,
                                 DeclineClass::other};

class DependencyQuestions {
 public:
  DependencyQuestions(Context& context, const app::Ports& ports, Quarter quarter, app::DependencyAnswer& answer)
      : m_context(context), m_ports(ports), m_quarter(quarter), m_answer(answer) {}

  /// True when something was asked.
  Expected<bool> ask_all() {
    if (m_answer.key_result.empty()) {
      SECOKR_CHECK(ask_key_result());
    } else {
      SECOKR_CHECK(ask_which());
    }
    if (m_answer.verb == DependencyVerb::declined) SECOKR_CHECK(ask_why());
    return m_asked;
  }

 private:
  Status ask_key_result() {
    const bool answers = m_answer.verb != DependencyVerb::withdrawn;
    SECOKR_TRY(const DependencyView view, app::list_dependencies(m_ports, {.quarter = m_quarter, .mine = answers}));
    std::vector<DependencyRow> open;
    std::ranges::copy_if(view.dependencies, std::back_inserter(open), &DependencyRow::open);
    if (open.empty())
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("No dependency of {} waits {}", to_string(m_quarter),
                                       answers ? "for your answer" : "for an answer"),
                   .help = "Name one to change what was answered: secokr dependency list"});
    std::vector<std::string> options;
    for (const DependencyRow& row : open)
      options.push_back(
          base::strip_controls(fmt::format("{} {}: {}", row.name(), row.dependency.team, row.dependency.need)));
    SECOKR_TRY(const std::size_t index,
               choose(m_context, {.text = "Which dependency", .flag = "KR [TEAM|Dn]"}, options));
    m_answer.key_result = open[index].name();
    m_asked = true;
    return {};
  }

  Status ask_which() {
    const auto [key_result, in_name] = app::split_dependency_name(m_answer.key_result);
    SECOKR_TRY(const app::DependencyPlan plan, app::read_dependencies(m_ports, m_quarter));
    SECOKR_TRY(const app::DependingKeyResult* depending, app::find_depending(plan, key_result));
    SECOKR_TRY(const auto meant, app::match_dependency(m_ports, *depending, m_answer.which ? m_answer.which : in_name,
                                                       m_answer.verb != DependencyVerb::withdrawn));
    if (meant.size() == 1) return {};
    std::vector<std::string> options;
    for (const std::size_t i : meant) {
      const Dependency& each = depending->key_result.dependencies[i];
      options.push_back(
          base::strip_controls(fmt::format("{}: {} ({})", each.team, each.need, to_string(each.status()))));
    }
    SECOKR_TRY(const std::size_t index,
               choose(m_context, {.text = "Which dependency of " + depending->name(), .flag = "TEAM or Dn"}, options));
    m_answer.key_result = key_result;
    m_answer.which = fmt::format("D{}", meant[index] + 1);
    m_asked = true;
    return {};
  }

  Status ask_why() {
    if (!m_answer.decline_class) {
      std::vector<std::string> words;
      for (const DeclineClass each : all_classes) words.emplace_back(to_string(each));
      SECOKR_TRY(const std::size_t index,
                 choose(m_context, {.text = "Why", .flag = "--class no-capacity|priority|scope|other"}, words));
      m_answer.decline_class = all_classes.at(index);
      m_asked = true;
    }
    if (!base::trim(m_answer.reason).empty()) return {};
    SECOKR_TRY(m_answer.reason, ask(m_context, {.text = "Reason, for the record", .flag = "--reason TEXT"}));
    m_asked = true;
    return {};
  }

  Context& m_context;
  const app::Ports& m_ports;
  Quarter m_quarter;
  app::DependencyAnswer& m_answer;
  bool m_asked = false;
};

}  // namespace

Expected<bool> ask_for_answer(Context& context, const app::Ports& ports, Quarter quarter,
                              app::DependencyAnswer& answer) {
  if (!can_ask(context)) return false;
  return DependencyQuestions(context, ports, quarter, answer).ask_all();
}

}  // namespace secokr::cli
