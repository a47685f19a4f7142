#include "cli/commands/update/questions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/number.hpp"
#include "base/text.hpp"
#include "cli/ask/editor.hpp"
#include "cli/ask/interview.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/update/confirm.hpp"
#include "cli/commands/update/words.hpp"
#include "documents/note/update_file.hpp"
#include "domain/rules/updates.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

constexpr std::array healths{Health::on_track, Health::needs_attention, Health::at_risk};

Status must_be_percent(const std::string& text) {
  auto percent = base::read_percent(text);
  return percent ? Status{} : Status(fail(std::move(percent).error()));
}

/// Why a value may be a slip of the keys; empty where nothing speaks against it.
std::string doubt_about(const Metric& metric, const std::optional<double>& last, double value) {
  const std::string said = to_string(Quantity{value, unit_of(metric)});
  if (!metric.is_held() && !metric.goes_nowhere()) {
    const bool falls = metric.target < metric.start;
    if (falls ? value < metric.target : value > metric.target)
      return fmt::format("{} is beyond the target: {}", said, aim_of(metric));
    if (falls ? value > metric.start : value < metric.start)
      return fmt::format("{} is further from the target than the start: {}", said, aim_of(metric));
  }
  constexpr double factor = 10;
  const double before = std::abs(last.value_or(0));
  const bool jumps = before > 0 && (std::abs(value) >= factor * before || std::abs(value) * factor <= before);
  if (!jumps) return {};
  return fmt::format("{} is far from the last value, {}", said, to_string(Quantity{*last, unit_of(metric)}));
}

/// Asks one person about one update.
class UpdateQuestions {
 public:
  UpdateQuestions(Context& context, SaidUpdate& said)
      : m_context(context), m_target(said.target), m_request(said.request) {}

  /// The metric's value; a baseline may have found none yet.
  Status ask_value(const std::string& text, bool may_lack) {
    const auto& last = m_target.previous;
    std::optional<std::string> by_default = may_lack ? std::optional(std::string()) : std::nullopt;
    if (last && last->value) by_default = base::format_number(*last->value);
    std::optional<std::string> doubted;
    for (;;) {
      SECOKR_TRY(const std::string answer, ask(m_context, {.text = text,
                                                           .flag = "--value NUMBER",
                                                           .by_default = by_default,
                                                           .validate = [&](const std::string& given) {
                                                             return may_lack && given.empty() ? Status{}
                                                                                              : take_value(given);
                                                           }}));
      if (answer.empty()) return {};
      SECOKR_CHECK(take_value(answer));
      const Metric* metric = m_target.metric();
      const std::string doubt =
          metric == nullptr || answer == doubted || answer == by_default
              ? ""
              : doubt_about(*metric, last ? last->value : std::nullopt, m_request.value.value_or(0));
      if (doubt.empty()) return {};
      remark(m_context, doubt + "; Enter takes it all the same");
      by_default = doubted = answer;
    }
  }

  Status ask_progress() {
    const auto& last = m_target.previous;
    if (const Metric* metric = m_target.metric(); metric != nullptr && !m_request.value) {
      SECOKR_CHECK(ask_value(fmt::format("{} now ({})", metric->name, aim_of(*metric)), false));
      if (!app::gaps_of(m_target, m_request).progress) return {};
    } else if (metric == nullptr && m_target.key_result.measure && !m_request.value) {
      SECOKR_CHECK(ask_value("Value found for the baseline (Enter: none yet)", true));
    }
    std::optional<std::string> by_default;
    if (last) by_default = format_percent(last->progress);
    SECOKR_TRY(const std::string answer, ask(m_context, {.text = "Progress in percent",
                                                         .flag = "--progress PERCENT",
                                                         .by_default = std::move(by_default),
                                                         .validate = must_be_percent}));
    SECOKR_TRY(m_request.progress, base::read_percent(answer));
    return {};
  }

  Status ask_health() {
    std::vector<std::string> words;
    std::optional<std::string> by_default;
    for (const Health health : healths) {
      words.emplace_back(to_string(health));
      if (m_target.previous && m_target.previous->health == health) by_default = std::to_string(words.size());
    }
    SECOKR_TRY(const std::size_t index, choose(m_context,
                                               {.text = "Health",
                                                .flag = "--health on-track|needs-attention|at-risk",
                                                .by_default = std::move(by_default)},
                                               words));
    m_request.health = healths.at(index);
    return {};
  }

  Status ask_risk() {
    const bool stays = m_target.previous && !m_target.previous->risk.empty();
    SECOKR_TRY(m_request.risk,
               ask(m_context, {.text = "Risk: reason; help needed; @stakeholders",
                               .flag = "--risk TEXT",
                               .by_default = stays ? std::optional(m_target.previous->risk) : std::nullopt}));
    return {};
  }

  using Text = std::optional<std::string> app::UpdateRequest::*;

  /// A text, or the whole note in the editor; from one that is left as it was the question comes back.
  Status ask_text_or_edit(const char* question, const char* flag, const std::string& proposed, Text text) {
    bool was_told = false;
    while (!(m_request.*text)) {
      if (!proposed.empty())
        m_context.err() << render::wrap_indented(base::strip_controls(proposed), m_context.error_page().width, 4);
      const std::string hint = proposed.empty() ? "e: editor" : "Enter: as above, e: editor";
      SECOKR_TRY(
          std::string answer,
          ask(m_context,
              {.text = fmt::format("{} ({})", question, hint), .flag = flag, .by_default = "", .takes_lines = true}));
      if (base::equals_folded(answer, "e")) {
        SECOKR_CHECK(unless_left(m_context, edit()));
      } else if (!answer.empty() || !proposed.empty()) {
        m_request.*text = answer.empty() ? proposed : std::move(answer);
      } else if (std::exchange(was_told, true)) {
        m_request.*text = "None.";
      } else {
        remark(m_context, "Nothing is said of it yet; Enter once more posts \"None.\"");
      }
    }
    return {};
  }

  Status ask_texts() {
    if (m_target.posted) return {};
    const std::string planned = app::planned_before(m_target);
    SECOKR_CHECK(ask_text_or_edit("What was accomplished this week", "--accomplished TEXT", planned,
                                  &app::UpdateRequest::accomplished));
    return ask_text_or_edit("What will be accomplished next week", "--next TEXT", "", &app::UpdateRequest::next);
  }

  Status ask_milestones(Day today) {
    const auto is_due = [&](const Milestone& milestone) { return is_due_soon(milestone, today); };
    if (!m_request.milestones.empty() || std::ranges::none_of(m_target.key_result.milestones, is_due)) return {};
    for (const Milestone& milestone : m_target.key_result.milestones)
      if (is_due(milestone))
        m_context.err() << render::wrap_indented(
            base::strip_controls(fmt::format("Milestone {}, due {}: {}", milestone.number, to_string(*milestone.due),
                                             milestone.description)),
            m_context.error_page().width, 2);
    const auto taken = [&](const std::string& text) -> Expected<app::UpdateRequest> {
      app::UpdateRequest request = m_request;
      SECOKR_TRY(request.milestones, parse_milestones(text));
      SECOKR_CHECK(app::check_request(m_target, request));
      return request;
    };
    SECOKR_TRY(const std::string answer,
               ask(m_context, {.text = "Milestones, such as 1=done 2=at-risk (Enter: as before)",
                               .flag = "--milestone N=WORD",
                               .by_default = "",
                               .validate = [&](const std::string& text) {
                                 const auto request = taken(text);
                                 return request ? Status{} : Status(fail(request.error()));
                               }}));
    SECOKR_TRY(m_request, taken(answer));
    return {};
  }

  /// The note in its exact shape.
  Status edit() {
    documents::FiledUpdate read;
    const EditorRequest task{.name = fmt::format("update-{}-{}.md", to_string(m_target.week), m_target.id),
                             .text = documents::render_update_file({app::filed_from(m_target, m_request)}),
                             .validate = [&](const std::string& text) -> Status {
                               SECOKR_TRY(auto filed, read_update_file(text, "the editor's text"));
                               read = std::move(filed.front());
                               return Status{};
                             },
                             .answers_a_question = true};
    SECOKR_TRY(const Edited edited, edit_text(m_context, task));
    m_request = app::request_from(m_target, read, &m_request);
    edited.discard();
    return {};
  }

 private:
  Status take_value(const std::string& text) {
    app::UpdateRequest request = m_request;
    SECOKR_TRY(const base::Quantity quantity, base::read_quantity(text));
    request.value = quantity.number;
    request.unit = quantity.unit;
    SECOKR_CHECK(app::check_request(m_target, request));
    m_request = std::move(request);
    return {};
  }

  Context& m_context;
  const app::UpdateTarget& m_target;
  app::UpdateRequest& m_request;
};

void print_head(Context& context, const SaidUpdate& said, const std::string& place) {
  const app::UpdateTarget& target = said.target;
  context.err() << render::wrap_indented(
      base::strip_controls(fmt::format("{}, week {}{}: {}", target.name, to_string(target.week), place, target.title)),
      context.error_page().width, 0);
}

void print_last(Context& context, const app::UpdateTarget& target) {
  if (!target.previous) return;
  const WeeklyUpdate& last = *target.previous;
  context.err() << fmt::format("  Week {}: {} %{}\n", to_string(last.week), format_percent(last.progress),
                               last.health ? fmt::format(", {}", to_string(*last.health)) : "");
}

/// Milestones are asked about where `milestones_on` is given.
Status ask_about(Context& context, SaidUpdate& said, const std::optional<Day>& milestones_on) {
  context.interview().about(fmt::format("{}, week {}", said.target.name, to_string(said.target.week)));
  UpdateQuestions questions(context, said);
  const auto gaps = [&] { return app::gaps_of(said.target, said.request); };
  if (gaps().progress) SECOKR_CHECK(questions.ask_progress());
  if (gaps().health) SECOKR_CHECK(questions.ask_health());
  if (milestones_on) SECOKR_CHECK(questions.ask_milestones(*milestones_on));
  if (gaps().risk) SECOKR_CHECK(questions.ask_risk());
  return questions.ask_texts();
}

}  // namespace

Expected<bool> ask_for_gaps(Context& context, SaidUpdate& said) {
  if (!app::gaps_of(said.target, said.request).any() || !can_ask(context)) return false;
  print_head(context, said, "");
  print_last(context, said.target);
  SECOKR_CHECK(ask_about(context, said, std::nullopt));
  return true;
}

Expected<bool> walk_through(Context& context, std::vector<SaidUpdate>& said) {
  SECOKR_TRY(const Day today, context.today());
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i > 0) context.err() << "\n";
    print_head(context, said[i], said.size() > 1 ? fmt::format(" ({} of {})", i + 1, said.size()) : "");
    print_last(context, said[i].target);
    SECOKR_CHECK(ask_about(context, said[i], today));
  }
  return confirm_posting(context, said);
}

}  // namespace secokr::cli
