#include "app/label/check.hpp"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <sstream>

#include "app/label/baseline.hpp"
#include "app/plan/read_plan.hpp"
#include "base/file.hpp"
#include "base/shell.hpp"
#include "cli/commands/label/range.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "cli/wiring/wiring.hpp"
#include "config/config.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

struct CheckOptions {
  LabelRequest arguments{};
  std::optional<std::string> file{};
  std::optional<std::string> baseline{};
  bool strict = false;
};

Error unreadable(const std::string& file) {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} cannot be read", file),
          .reason = "It does not exist, is a folder, or you may not read it",
          .help = "Correct --file; `-` reads standard input"};
}

/// The issues of `--file`; `-` is the standard input.
Status read_file(Context& context, const std::string& file, const tracker::Sink<tracker::Issue>& sink) {
  if (file == "-") {
    SECOKR_TRY(std::string text, context.terminal().read_all());
    std::istringstream in(std::move(text));
    return read_issue_export(in, "standard input", sink);
  }
  const auto path = context.path_of(file);
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, ignored)) return fail(unreadable(file));
  return read_issue_export(in, file, sink);
}

Expected<app::LabelRange> range_of(Context& context, const CheckOptions& options) {
  SECOKR_TRY(app::LabelRange range, label_range(context, options.arguments));
  if (!options.file) return range;
  if (!range.issues.empty() || !range.group.empty())
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("--file is given beside {}", range.group.empty() ? "issues" : "--group"),
                 .help = "Name one of them"});
  range.exported = [&context, file = *options.file](const auto& sink) { return read_file(context, file, sink); };
  return range;
}

std::string setup_command(const Context& context, const app::LabelRange& range, Quarter quarter,
                          const tracker::LabelHome& home) {
  std::string command = fmt::format("label setup {}", to_string(quarter));
  if (!range.group.empty())
    command += " --group " + base::shell_word(range.group);
  else if (!home.project.empty())
    command += fmt::format(" --project {} ", base::shell_word(home.project));
  std::string line = typed_next(context, command, Repeated::all_but_day);
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string heading_of(const CheckOptions& options, const app::LabelRange& range, const app::LabelCheck& check) {
  std::string text = range.quarter ? to_string(*range.quarter) + " · label check" : "label check";
  if (!range.issues.empty()) text += " of " + render::counted(range.issues.size(), "issue");
  if (options.file)
    text += " of " + (*options.file == "-" ? "standard input" : *options.file);
  else if (!check.place.empty())
    text += " in " + check.place;
  if (!range.quarter && range.issues.empty()) text += ", all quarters";
  return text;
}

Expected<app::LabelBaseline> read_baseline(Context& context, const std::string& file) {
  const auto text = base::read_file(context.path_of(file));
  if (text) return app::parse_label_baseline(text->text, file);
  Error error = text.error();
  error.help = "`secokr label check --json > FILE` makes a baseline";
  return fail(std::move(error));
}

Status use_baseline(Context& context, const std::string& file, const app::LabelBaseline& baseline,
                    std::vector<Finding>& findings, render::CheckReport& report) {
  if (baseline.quarter != report.quarter)
    context.say(fmt::format("Warning: {} is a baseline of {}, and this check is of {}", file,
                            baseline.quarter.empty() ? "no single quarter" : baseline.quarter,
                            report.quarter.empty() ? "no single quarter" : report.quarter));
  const std::size_t gone = app::remove_known(findings, baseline);
  report.baseline = render::KnownFindings{.name = file, .known = baseline.findings.size(), .gone = gone};
  return {};
}

void show(Context& context, const render::CheckReport& report, const std::string& heading) {
  context.end_progress();
  if (context.format() == "text") context.print(heading + "\n\n");
  context.show(report);
}

Expected<int> run_label_check(Context& context, const CheckOptions& options) {
  SECOKR_TRY(const app::LabelRange range, range_of(context, options));
  SECOKR_TRY(const auto set_aside, overrides(context));
  std::optional<app::LabelBaseline> baseline;
  if (options.baseline) {
    SECOKR_TRY(baseline, read_baseline(context, *options.baseline));
  }
  SECOKR_TRY(const app::Ports ports, label_ports(context, range));
  const auto setup = [&](Quarter quarter, const tracker::LabelHome& home) {
    return setup_command(context, range, quarter, home);
  };
  SECOKR_TRY(app::LabelCheck check,
             app::check_labels(ports, {.range = range, .repair = repair_command(context), .setup = setup}));
  render::CheckReport report{.quarter = range.quarter ? to_string(*range.quarter) : "",
                             .checked = check.checked(),
                             .checked_what = "issue",
                             .ours = check.ours,
                             .others = check.others,
                             .unclear = check.unclear,
                             .read = check.read};
  if (baseline) SECOKR_CHECK(use_baseline(context, *options.baseline, *baseline, check.findings, report));
  app::apply_overrides(check.findings, set_aside);
  report.findings = check.findings;
  show(context, report, heading_of(options, range, check));
  if (range.exported) context.say("A file tells neither links nor which labels are defined: L7 was not looked at");
  // A check of nothing, or of nothing that is ours, would be green forever.
  if (check.ours == 0) return fail(nothing_of_ours(context, range, check.read, check.checked()));
  const auto found = count(report.findings);
  return found.errors > 0 || (options.strict && found.warnings > 0) ? 1 : 0;
}

}  // namespace

CommandSpec label_check_command() {
  return {
      .path = "label check",
      .group = groups::run,
      .summary = "Check the labels of a quarter's issues",
      .description =
          "Reads every issue of the project and tells ours from those of others by secokr's marker, labels, links and "
          "assignees, so that a missing label hides no issue. Ours are checked against the scheme (L1–L7); where only "
          "the title looks like ours it is unclear whose the issue is (L8). Below each finding stands what mends "
          "it.\n\n"
          "Without a word it is the current quarter; an issue that names no quarter is looked at while it is ours and "
          "open. With --file the issues come from a saved answer of GitLab's REST API, and no server is asked. An old "
          "project begins with --baseline: what a saved `secokr label check --json` knows already is counted, and only "
          "new findings are shown and fail.\n\n"
          "Exit code 1 when there is an error (with --strict a warning too), or when nothing that was looked at is "
          "ours.",
      .examples = {{"secokr label check", "The current quarter"},
                   {"secokr label check FY28-Q1 --group security --strict",
                    "All projects of a group, warnings fail too"},
                   {"secokr label check 12 14", "Two issues, whatever their quarter"},
                   {"secokr label check --baseline labels-baseline.json", "Only what is new since that was saved"},
                   {"secokr label check --file issues.json --format codequality", "A saved list, without a token"}},
      .schema = "findings",
      .formats = render::formats_of<render::CheckReport>(),
      .needs = Needs::tracker,
      .takes_quarter = true,
      .judges_rules = true,
      .bind = with_options<CheckOptions>(
          [](OptionBinder& binder, CheckOptions& options) {
            bind_label_arguments(binder, options.arguments);
            binder.text("--file", options.file,
                        "Issues from a file that GitLab's REST API was saved into; - is standard input", "FILE");
            binder.text("--baseline", options.baseline, "Tell only what a saved `label check --json` does not know",
                        "FILE");
            binder.flag("--strict", options.strict, "Warnings give exit code 1 too");
          },
          run_label_check),
  };
}

}  // namespace secokr::cli
