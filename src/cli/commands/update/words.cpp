#include "cli/commands/update/words.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::cli {

Expected<app::MilestoneSaid> parse_milestone(std::string_view text) {
  const auto equals = text.find('=');
  const std::string_view digits = base::trim(text.substr(0, equals));
  const std::string_view word = equals == std::string_view::npos ? "" : base::trim(text.substr(equals + 1));
  app::MilestoneSaid milestone;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), milestone.number);
  const auto health = parse_health(word);
  const bool done = base::equals_folded(word, "done");
  const bool is_number = error == std::errc{} && end == digits.data() + digits.size();
  if (!is_number || (!done && (!health || *health == Health::needs_attention)))
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("'{}' says nothing of a milestone", text),
                 .help = "Give --milestone 2=done or 2=at-risk, or 2=on-track to take a risk back"});
  milestone.word = done                         ? app::MilestoneWord::done
                   : *health == Health::at_risk ? app::MilestoneWord::at_risk
                                                : app::MilestoneWord::on_track;
  return milestone;
}

Expected<std::vector<app::MilestoneSaid>> parse_milestones(std::string_view text) {
  std::string words(text);
  std::ranges::replace(words, ',', ' ');
  std::vector<app::MilestoneSaid> milestones;
  for (const std::string_view word : base::split(words, ' ')) {
    if (word.empty() || word == "--milestone") continue;  // as on a command line
    SECOKR_TRY(const app::MilestoneSaid milestone, parse_milestone(word));
    milestones.push_back(milestone);
  }
  return milestones;
}

Expected<std::vector<documents::FiledUpdate>> read_update_file(std::string_view text, const std::string& source) {
  documents::UpdateFile file = documents::parse_update_file(text);
  if (file.problems.empty()) return std::move(file.updates);
  Error error{.kind = ErrorKind::local_file,
              .what = fmt::format("{} is not understood (F1)", source),
              .help = "Correct the lines, then run the command again"};
  const bool lacks_heading = std::ranges::any_of(file.problems, [](const documents::Problem& problem) {
    return problem.expected.find("# Security Training/KR") != std::string::npos;
  });
  if (lacks_heading)
    error.help =
        "Each update stands below a heading such as `# Security Training/KR1`; `secokr update KR --dry-run` shows the "
        "shape";
  for (const documents::Problem& problem : file.problems)
    error.notes.push_back(
        {.path = source,
         .line = problem.line,
         .text = problem.text,
         .expected = problem.expected.empty()
                         ? problem.message
                         : fmt::format("{} ({}: {})", problem.expected, to_string(problem.rule), problem.message)});
  return fail(std::move(error));
}

}  // namespace secokr::cli
