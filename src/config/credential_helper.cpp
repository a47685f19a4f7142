#include "config/credential_helper.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/process.hpp"
#include "base/text.hpp"

namespace secokr::config {
namespace {

constexpr std::chrono::seconds time_limit{10};
constexpr std::size_t longest_complaint = 200;

std::string question(const std::string& origin) {
  constexpr std::string_view between = "://";
  const auto at = origin.find(between);
  return fmt::format("protocol={}\nhost={}\n\n", origin.substr(0, at), origin.substr(at + between.size()));
}

base::Environment with_host(const base::Environment& environment, const std::string& origin) {
  auto variables = environment.all();
  variables["SECOKR_HOST"] = origin;
  return base::Environment{std::move(variables)};
}

std::string_view answer_in(std::string_view text) {
  constexpr std::string_view label = "password=";
  const auto lines = base::split(text, '\n');
  for (const std::string_view line : lines)
    if (line.starts_with(label)) return line.substr(label.size());
  return lines.front();
}

std::string last_complaint(const std::string& text) {
  std::string last;
  for (const std::string_view line : base::split(text, '\n'))
    if (const auto words = base::trim(line); !words.empty()) last = base::strip_controls(words);
  return base::ellipsize(last, longest_complaint);
}

std::string how_it_ended(const base::ProgramEnd& end) {
  if (end.timed_out) return fmt::format("It did not answer within {} seconds", time_limit.count());
  if (end.signal != 0) return fmt::format("It was killed by signal {}", end.signal);
  if (end.code != 0) return fmt::format("It ended with exit code {}", end.code);
  return "It printed nothing";
}

}  // namespace

Expected<Credential> ask_credential_helper(const Config& config, const base::Environment& environment) {
  const std::string& program = config.credential_helper.front();
  const auto failed = [&](std::string reason) {
    return fail({ErrorKind::authentication,
                 fmt::format("The credential helper {} gave no token", program),
                 std::move(reason),
                 fmt::format("Run it by itself to see why; {} names it", config.source_of("credential_helper").place()),
                 {}});
  };
  auto end = base::run_program({.words = config.credential_helper,
                                .input = question(config.tracker.host),
                                .environment = with_host(environment, config.tracker.host),
                                .time_limit = time_limit});
  if (!end) return failed(end.error().reason);
  const base::Secret answer{std::move(end->out)};
  const std::string_view text = answer_in(answer.reveal());
  if (!end->succeeded() || base::trim(text).empty()) {
    const std::string complaint = last_complaint(end->err);
    return failed(how_it_ended(*end) + (complaint.empty() ? "" : ": " + complaint));
  }
  const std::string source = fmt::format("the credential helper {}", program);
  SECOKR_TRY(auto token, checked_token(text, fmt::format("the answer of {}", source)));
  return Credential{std::move(token), source};
}

}  // namespace secokr::config
