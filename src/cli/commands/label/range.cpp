#include "cli/commands/label/range.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "config/config.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view local_prefix = "local:";

Error label_usage(std::string what, std::string help, std::string reason = {}) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)};
}

std::size_t path_begin(std::string_view url) { return std::min(url.find('/', url.find("://") + 3), url.size()); }

bool is_on(const config::TrackerConfig& tracker, const std::optional<std::string>& origin) {
  return !tracker.is_local() && origin == tracker.host;
}

/// `group/project` of `https://host/group/project/-/issues/12`; empty for what has none.
std::string project_in(std::string_view url) {
  std::string_view path = url.substr(path_begin(url));
  path = path.substr(0, path.find_first_of("?#"));
  for (const std::string_view folder : {"/-/issues/", "/-/work_items/", "/issues/", "/work_items/"})
    if (const auto at = path.rfind(folder); at != std::string_view::npos)
      return at == 0 ? std::string{} : std::string{path.substr(1, at - 1)};
  return {};
}

Expected<tracker::IssueRef> ref_in_url(const config::TrackerConfig& tracker, const std::string& url, long iid) {
  if (tracker.is_local())
    return fail(label_usage(fmt::format("{} is an issue on a server, and the tracker is local", url),
                            "Name local issues by number, such as 12, or add --tracker gitlab and --host URL"));
  const auto origin = config::origin_of(url.substr(0, path_begin(url)));
  if (!is_on(tracker, origin))
    return fail(label_usage(fmt::format("{} is an issue on another host than {}", url, tracker.host),
                            fmt::format("Add --host {}", origin.value_or("URL"))));
  const std::string project = project_in(url);
  if (project.empty())
    return fail(
        label_usage(fmt::format("{} names no project", url), "Write it as https://HOST/GROUP/PROJECT/-/issues/12"));
  return tracker::IssueRef{base::equals_folded(project, tracker.project) ? "" : project, iid};
}

/// Nothing for a word that is no issue.
Expected<std::optional<tracker::IssueRef>> issue_in(const config::TrackerConfig& tracker, const std::string& word) {
  const auto name = parse_key_result_name(word);
  if (!name || !name->iid) return std::nullopt;
  if (word.find("://") != std::string::npos) return ref_in_url(tracker, word, *name->iid);
  if (word.starts_with(local_prefix) && !tracker.is_local())
    return fail(label_usage(fmt::format("{} is an issue of a local tracker, and the tracker is {}", word, tracker.host),
                            "Add --tracker local in the workspace that it belongs to"));
  return tracker::IssueRef{"", *name->iid};
}

Status check_combination(const LabelRequest& arguments, const app::LabelRange& range, bool quarter_is_named) {
  if (quarter_is_named && arguments.all_quarters)
    return fail(label_usage("A quarter is named beside --all-quarters", "Name one of them"));
  if (range.issues.empty()) return {};
  if (quarter_is_named)
    return fail(
        label_usage("A quarter is named beside issues", "Leave it out: issues are looked at whatever their quarter"));
  if (arguments.group || arguments.all_quarters)
    return fail(label_usage(fmt::format("Issues are named beside {}", arguments.group ? "--group" : "--all-quarters"),
                            "Name one of them"));
  return {};
}

bool needs_project(const app::LabelRange& range) {
  if (!range.group.empty()) return false;
  return range.issues.empty() || std::ranges::any_of(range.issues, [](const auto& ref) { return ref.project.empty(); });
}

std::string where_else(bool on_server, const app::LabelRange& range) {
  if (range.exported) return "Give a file that lists our issues";
  if (!on_server) return "`secokr finalize` publishes a planned quarter";
  return range.group.empty() ? "Name another project with -R" : "Name another group with --group";
}

Error nowhere(const Context& context) {
  return {
      .kind = ErrorKind::configuration,
      .what = "There are no issues to look at here",
      .reason = "No project on GitLab is named, and this folder lies in no workspace, where the local tracker lives",
      .help = fmt::format("Add -R GROUP/PROJECT, or name the workspace's folder: `secokr -C DIR {}`",
                          context.command().path)};
}

}  // namespace

void bind_label_arguments(OptionBinder& binder, LabelRequest& arguments) {
  binder.positionals("QUARTER|ISSUE", arguments.words,
                     "A quarter, or issues by number, such as 12, or by URL; the current quarter without a word");
  binder.text("--group", arguments.group, "All projects of a group in place of the project", "GROUP");
  binder.flag("--all-quarters", arguments.all_quarters, "Issues of every quarter");
}

Expected<app::LabelRange> label_range(Context& context, const LabelRequest& arguments) {
  SECOKR_TRY(const config::Config* config, context.config());
  app::LabelRange range{.group = arguments.group.value_or("")};
  while (range.group.ends_with('/')) range.group.pop_back();
  if (arguments.group && range.group.empty()) return fail(label_usage("--group names no group", "Write --group GROUP"));
  for (const std::string& word : arguments.words) {
    SECOKR_TRY(const auto issue, issue_in(config->tracker, word));
    if (issue) {
      if (std::ranges::find(range.issues, *issue) == range.issues.end()) range.issues.push_back(*issue);
      continue;
    }
    auto quarter = context.quarter_from(word);
    if (!quarter)
      return fail(label_usage(fmt::format("'{}' is neither a quarter nor an issue", word),
                              "Write a quarter as FY28-Q1, now or prev, and an issue as 12, '#12' or its URL"));
    if (range.quarter && *range.quarter != *quarter)
      return fail(
          label_usage(fmt::format("Two quarters are named: {} and {}", to_string(*range.quarter), to_string(*quarter)),
                      "Name one of them, or all with --all-quarters"));
    range.quarter = *quarter;
  }
  if (context.quarter_is_named()) {
    SECOKR_TRY(const Quarter quarter, context.quarter(QuarterDefault::current));
    if (range.quarter && *range.quarter != quarter)
      return fail(
          label_usage(fmt::format("Two quarters are named: {} and {}", to_string(*range.quarter), to_string(quarter)),
                      "Name one of them, or all with --all-quarters"));
    range.quarter = quarter;
  }
  SECOKR_CHECK(check_combination(arguments, range, range.quarter.has_value()));
  if (!range.quarter && range.issues.empty() && !arguments.all_quarters) {
    SECOKR_TRY(range.quarter, context.quarter(QuarterDefault::current));
  }
  range.progress = [&context](std::size_t read) { context.show_progress(fmt::format("{} issues read", read)); };
  return range;
}

Expected<app::Ports> label_ports(Context& context, const app::LabelRange& range) {
  SECOKR_TRY(const config::Config* config, context.config());
  if (!range.exported) {
    if (config->tracker.is_local() && !context.in_workspace()) return fail(nowhere(context));
    if (!needs_project(range)) context.do_without_project();
    return ports(context);
  }
  app::Ports result{.config = *config, .ids = context.world().ids};
  SECOKR_TRY(result.today, context.today());
  if (context.in_workspace()) {
    SECOKR_TRY(result.workspace, context.workspace());
  }
  return result;
}

std::function<std::string(const LabelledIssue&)> repair_command(Context& context) {
  return [&context](const LabelledIssue& issue) {
    // A number alone means the tracker's own project.
    if (issue.subject.starts_with('#'))
      return typed_next(context, "label apply " + issue.subject.substr(1), Repeated::all_but_day);
    if (issue.subject.starts_with(local_prefix))
      return typed_next(context, "label apply " + issue.subject, Repeated::all_but_day);
    std::string command = "label apply " + base::shell_word(issue.url);
    const auto config = context.config();
    const auto origin = config::origin_of(issue.url.substr(0, path_begin(issue.url)));
    // An export may come from any server.
    if (config && origin && !is_on((*config)->tracker, *origin)) command += fmt::format(" --host {}", *origin);
    return typed_next(context, command, Repeated::all_but_day);
  };
}

Error nothing_of_ours(Context& context, const app::LabelRange& range, std::size_t read, std::size_t checked) {
  Error error{.kind = ErrorKind::findings};
  const auto config = context.config();
  if (!config) return config.error();
  const bool on_server = !(*config)->tracker.is_local() && !range.exported;
  error.help = where_else(on_server, range);
  if (read == 0) {
    error.what = range.exported ? "The file lists no issue" : "There is no issue to look at";
    if (on_server) error.reason = "There is none, or none that you may see";
    return error;
  }
  if (checked == 0) {
    const std::string quarter = to_string(*range.quarter);
    error.what = read == 1 ? fmt::format("The only issue does not belong to {}", quarter)
                           : fmt::format("None of the {} issues belongs to {}", read, quarter);
    error.reason = fmt::format("No label, title, milestone or published.json names {}", quarter);
  } else {
    error.what = checked == 1 ? std::string{"The only issue looked at is not ours"}
                              : fmt::format("None of the {} issues looked at is ours", checked);
    error.reason = fmt::format("Ours have secokr's marker or the label `{}`", (*config)->labels.division);
  }
  if (range.exported && range.quarter) error.help += ", or name another quarter";
  if (!range.quarter || range.exported) return error;
  const auto current = context.quarter_from("now");
  const bool is_current = current && *current == *range.quarter;
  const std::string group = range.group.empty() ? "" : " --group " + base::shell_word(range.group);
  const std::string command = fmt::format("{} {}{}", context.command().path, is_current ? "next" : "now", group);
  error.help += fmt::format("; or look at another quarter, such as `{}`", typed_next(context, command));
  return error;
}

}  // namespace secokr::cli
