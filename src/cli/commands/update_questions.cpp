#include "cli/commands/update_questions.hpp"

#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/prompts.hpp"

namespace secokr::cli {
namespace {

constexpr std::array healths{Health::on_track, Health::needs_attention, Health::at_risk};

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

Status ask_progress(Context& context, const app::UpdateTarget& target, app::UpdateRequest& request) {
  constexpr double any = 1e300;
  if (const Metric* metric = target.metric(); metric != nullptr && !request.value) {
    const std::string unit = metric->unit.empty() ? "" : " " + metric->unit;
    SECOKR_TRY(
        const std::string answer,
        ask(context, {.text = fmt::format("{} now (from {} to {}{})", metric->name, base::format_number(metric->start),
                                          base::format_number(metric->target), unit),
                      .flag = "--value NUMBER",
                      .validate = [](const std::string& text) { return must_be_number(text, -any, any); }}));
    request.value = number_in(answer);
    if (!app::gaps_of(target, request).progress) return {};
  }
  SECOKR_TRY(const std::string answer,
             ask(context, {.text = "Progress in percent",
                           .flag = "--progress PERCENT",
                           .validate = [](const std::string& text) { return must_be_number(text, 0, 100); }}));
  request.progress = number_in(answer);
  return {};
}

Status ask_text(Context& context, const char* question, const char* flag, std::optional<std::string>& text) {
  if (text) return {};
  SECOKR_TRY(text, ask(context, {.text = question, .flag = flag, .by_default = ""}));
  return {};
}

}  // namespace

Status ask_for_gaps(Context& context, const app::UpdateTarget& target, app::UpdateRequest& request) {
  if (!app::gaps_of(target, request).any() || !can_ask(context)) return {};
  context.err() << fmt::format("{}, week {}: {}\n", target.name, to_string(target.week),
                               base::strip_controls(target.key_result.title));
  if (app::gaps_of(target, request).progress) SECOKR_CHECK(ask_progress(context, target, request));
  if (app::gaps_of(target, request).health) {
    std::vector<std::string> words;
    for (const Health health : healths) words.emplace_back(to_string(health));
    SECOKR_TRY(const std::size_t index,
               choose(context, {.text = "Health", .flag = "--health on-track|needs-attention|at-risk"}, words));
    request.health = healths.at(index);
  }
  if (app::gaps_of(target, request).risk) {
    SECOKR_TRY(request.risk, ask(context, {.text = "Risk: reason; help needed; @stakeholders", .flag = "--risk TEXT"}));
  }
  if (target.posted) return {};
  SECOKR_CHECK(ask_text(context, "What was accomplished this week", "--accomplished TEXT", request.accomplished));
  return ask_text(context, "What will be accomplished next week", "--next TEXT", request.next);
}

}  // namespace secokr::cli
