#include "cli/update_questions.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"
#include "cli/editor.hpp"
#include "cli/prompts.hpp"
#include "cli/update_words.hpp"
#include "documents/update_file.hpp"
#include "render/wrap.hpp"

namespace secokr::cli {
namespace {

constexpr std::array healths{Health::on_track, Health::needs_attention, Health::at_risk};
constexpr days milestone_ahead{7};  // U5

Status must_be_number(const std::string& text, double least, double most) {
  const auto number = base::parse_number(text.ends_with('%') ? text.substr(0, text.size() - 1) : text);
  if (number && *number >= least && *number <= most) return {};
  return fail({.kind = ErrorKind::usage,
               .what = most <= 100 ? fmt::format("'{}' is no percentage from 0 to 100", text)
                                   : fmt::format("'{}' is no number", text)});
}

double number_in(const std::string& text) {
  return base::parse_number(text.ends_with('%') ? text.substr(0, text.size() - 1) : text).value_or(0);
}

/// An editor that was left without a new text ends nothing: it is said, and the question stands.
Status unless_left(Context& context, Status edited) {
  if (edited || edited.error().kind != ErrorKind::interrupted) return edited;
  context.err() << edited.error().what << "\n";
  return {};
}

/// Asks one person about one update.
class UpdateQuestions {
 public:
  UpdateQuestions(Context& context, SaidUpdate& said)
      : m_context(context), m_target(said.target), m_request(said.request) {}

  Status ask_progress() {
    constexpr double any = 1e300;
    const auto& last = m_target.previous;
    if (const Metric* metric = m_target.metric(); metric != nullptr && !m_request.value) {
      const std::string unit = metric->unit.empty() ? "" : " " + metric->unit;
      std::optional<std::string> by_default;
      if (last && last->value) by_default = base::format_number(*last->value);
      SECOKR_TRY(const std::string answer,
                 ask(m_context,
                     {.text = fmt::format("{} now (from {} to {}{})", metric->name, base::format_number(metric->start),
                                          base::format_number(metric->target), unit),
                      .flag = "--value NUMBER",
                      .by_default = std::move(by_default),
                      .validate = [](const std::string& text) { return must_be_number(text, -any, any); }}));
      m_request.value = number_in(answer);
      if (!app::gaps_of(m_target, m_request).progress) return {};
    }
    std::optional<std::string> by_default;
    if (last) by_default = format_percent(last->progress);
    SECOKR_TRY(const std::string answer,
               ask(m_context, {.text = "Progress in percent",
                               .flag = "--progress PERCENT",
                               .by_default = std::move(by_default),
                               .validate = [](const std::string& text) { return must_be_number(text, 0, 100); }}));
    m_request.progress = number_in(answer);
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
    while (!(m_request.*text)) {
      if (!proposed.empty())
        m_context.err() << render::wrap_indented(base::strip_controls(proposed), m_context.error_page().width, 4);
      const std::string hint = proposed.empty() ? "e: editor" : "Enter: as above, e: editor";
      SECOKR_TRY(std::string answer,
                 ask(m_context, {.text = fmt::format("{} ({})", question, hint), .flag = flag, .by_default = ""}));
      if (base::equals_folded(answer, "e")) {
        SECOKR_CHECK(unless_left(m_context, edit()));
      } else {
        m_request.*text = answer.empty() ? proposed : std::move(answer);
      }
    }
    return {};
  }

  Status ask_texts() {
    if (m_target.posted) return {};
    const std::string planned = m_target.previous ? m_target.previous->next : "";
    SECOKR_CHECK(ask_text_or_edit("What was accomplished this week", "--accomplished TEXT", planned,
                                  &app::UpdateRequest::accomplished));
    return ask_text_or_edit("What will be accomplished next week", "--next TEXT", "", &app::UpdateRequest::next);
  }

  Status ask_milestones(Day today) {
    const auto is_due = [&](const Milestone& milestone) {
      return !milestone.done && milestone.due && *milestone.due <= today + milestone_ahead;
    };
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
    const EditorTask task{.name = fmt::format("update-{}-{}.md", to_string(m_target.week), m_target.id),
                          .text = documents::render_update_file({app::filed_from(m_target, m_request)}),
                          .validate = [&](const std::string& text) -> Status {
                            SECOKR_TRY(auto filed, read_update_file(text, "the editor's text"));
                            read = std::move(filed.front());
                            return Status{};
                          }};
    SECOKR_TRY(const Edited edited, edit_text(m_context, task));
    m_request = app::request_from(m_target, read);
    edited.discard();
    return {};
  }

 private:
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
  UpdateQuestions questions(context, said);
  const auto gaps = [&] { return app::gaps_of(said.target, said.request); };
  if (gaps().progress) SECOKR_CHECK(questions.ask_progress());
  if (gaps().health) SECOKR_CHECK(questions.ask_health());
  if (milestones_on) SECOKR_CHECK(questions.ask_milestones(*milestones_on));
  if (gaps().risk) SECOKR_CHECK(questions.ask_risk());
  return questions.ask_texts();
}

std::vector<documents::FiledUpdate> all_filed(const std::vector<SaidUpdate>& said) {
  std::vector<documents::FiledUpdate> filed;
  for (const SaidUpdate& each : said) filed.push_back(app::filed_from(each.target, each.request));
  return filed;
}

/// Every note in one buffer; each stays with its own heading.
Status edit_all(Context& context, std::vector<SaidUpdate>& said) {
  std::vector<documents::FiledUpdate> read;
  const EditorTask task{
      .name = fmt::format("updates-{}.md", to_string(said.front().target.week)),
      .text = documents::render_update_file(all_filed(said)),
      .validate = [&](const std::string& text) -> Status {
        SECOKR_TRY(read, read_update_file(text, "the editor's text"));
        for (const documents::FiledUpdate& filed : read)
          if (std::ranges::none_of(said, [&](const SaidUpdate& each) { return each.target.name == filed.name; }))
            return Status(fail({.kind = ErrorKind::usage,
                                .what = fmt::format("\"{}\" is none of the updates that are asked for", filed.name),
                                .help = "Keep the headings; take a whole part away to post it not"}));
        return Status{};
      }};
  SECOKR_TRY(const Edited edited, edit_text(context, task));
  std::vector<SaidUpdate> kept;
  for (const documents::FiledUpdate& filed : read)
    for (SaidUpdate& each : said)
      if (each.target.name == filed.name) kept.push_back({each.target, app::request_from(each.target, filed)});
  said = std::move(kept);
  edited.discard();
  return {};
}

}  // namespace

Status ask_for_gaps(Context& context, SaidUpdate& said) {
  if (!app::gaps_of(said.target, said.request).any() || !can_ask(context)) return {};
  print_head(context, said, "");
  print_last(context, said.target);
  return ask_about(context, said, std::nullopt);
}

Expected<bool> walk_through(Context& context, std::vector<SaidUpdate>& said) {
  SECOKR_TRY(const Day today, context.today());
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i > 0) context.err() << "\n";
    print_head(context, said[i], said.size() > 1 ? fmt::format(" ({} of {})", i + 1, said.size()) : "");
    print_last(context, said[i].target);
    if (auto asked = ask_about(context, said[i], today); !asked) return fail(with_texts(asked.error(), said));
  }
  for (;;) {
    context.err() << "\n" << base::strip_controls(documents::render_update_file(all_filed(said))) << "\n";
    if (context.global().yes) return true;
    const std::string what = said.size() == 1 ? "this update" : fmt::format("these {} updates", said.size());
    const auto answer =
        ask(context,
            {.text = fmt::format("Post {}? y, n or e for the editor", what),
             .flag = "--yes",
             .by_default = "y",
             .validate = [](const std::string& text) {
               constexpr std::array<std::string_view, 5> words{"y", "yes", "n", "no", "e"};
               if (std::ranges::any_of(words, [&](std::string_view word) { return base::equals_folded(word, text); }))
                 return Status{};
               return Status(fail({.kind = ErrorKind::usage, .what = "Please answer y, n or e"}));
             }});
    if (!answer) return fail(with_texts(answer.error(), said));
    const std::string word = base::fold_case(*answer);
    if (word.front() == 'y') return true;
    if (word.front() == 'n') return false;
    if (auto edited = unless_left(context, edit_all(context, said)); !edited)
      return fail(with_texts(edited.error(), said));
    if (said.empty()) return false;
  }
}

}  // namespace secokr::cli
