#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/core/global_options.hpp"
#include "cli/core/help.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

using render::Page;
using render::Term;

std::string exit_codes(const Page& page) {
  struct Row {
    ErrorKind kind;
    std::string_view text;
  };
  static constexpr std::array rows{
      Row{ErrorKind::findings, "findings, drift, gates not met"},
      Row{ErrorKind::usage, "usage: the command line cannot be understood"},
      Row{ErrorKind::configuration, "configuration; also: no workspace where one is needed"},
      Row{ErrorKind::authentication, "authentication or permission"},
      Row{ErrorKind::refused, "the tracker refused, or the world moved since the plan"},
      Row{ErrorKind::network, "network or rate limit: try later"},
      Row{ErrorKind::local_file, "a local file or the local database: unreadable, corrupt, locked, disk full"},
      Row{ErrorKind::partial, "partly done: what remains is said, and a rerun finishes it"},
      Row{ErrorKind::bug, "a mistake of secokr's own: please report it"},
      Row{ErrorKind::interrupted, "interrupted"},
  };
  std::vector<Term> terms{{"  0", "done, or nothing to do"}};
  for (const auto& row : rows) terms.push_back({fmt::format("{:>3}", exit_code_of(row.kind)), std::string{row.text}});
  return "Exit codes\n\n" + render::term_list(terms, page.width);
}

std::string options(const Page& page) {
  std::vector<Term> terms;
  for (const auto& declaration : global_declarations())
    if (!declaration.hidden) terms.push_back({option_label(declaration), option_text(declaration)});
  const auto override_row =
      std::ranges::find_if(terms, [](const Term& term) { return term.term.starts_with("--override"); });
  terms.insert(override_row + 1, {"--reason TEXT", "Why the rule before it is overridden"});
  return render::wrap_indented("Options of every command, before or behind its name", page.width, 0) + "\n" +
         render::term_list(terms, page.width);
}

std::string quarters(const Page& page) {
  return render::wrap_indented(
      "A quarter is read as FY28-Q1, FY28 Q1, FY28Q1 or fy28_q1, as now, next, prev, +1 or -2 from the current one, "
      "and as planning (the "
      "next one) or closing (the oldest ended one that is not closed). It is always written FY28-Q1.\n\n"
      "A fiscal year is named for the calendar year in which it ends: FY28 is 2027-02-01 to 2028-01-31. The first "
      "month is set by "
      "fiscal.first_month.\n\n"
      "When none is named, draft, dependency, remind --dependencies, finalize, calendar, doctor, label setup and init "
      "--example mean the planning quarter; report, drift, label check and label apply mean the current one; status, "
      "update and remind the one that the week's Friday lies in.",
      page.width, 0);
}

std::string key_results(const Page& page) {
  return render::wrap_indented(
      "A key result is named by its objective's reference and its number, `Security Training/KR2`, in the command's "
      "quarter; "
      "`FY28-Q1/Security Training/KR2` names another one's. Case is ignored, and a unique prefix of the reference is "
      "enough. Once it is "
      "published, its issue's number (12, or '#12' quoted from the shell) or URL names it too.",
      page.width, 0);
}

struct TopicPage {
  Topic topic;
  std::string (*text)(const Page&) = nullptr;
};
constexpr std::array pages{
    TopicPage{{"exit-codes", "What each exit code means"}, exit_codes},
    TopicPage{{"key-results", "How a key result is named"}, key_results},
    TopicPage{{"options", "The options of every command"}, options},
    TopicPage{{"quarters", "How a quarter is named, and which one is meant"}, quarters},
};
constexpr std::array all_topics{pages[0].topic, pages[1].topic, pages[2].topic, pages[3].topic,
                                Topic{"schema [NAME]", "The JSON schemas of --json"}};

}  // namespace

std::span<const Topic> topics() { return all_topics; }

std::optional<std::string> topic_help(std::string_view name, const Page& page) {
  const auto found = std::ranges::find_if(pages, [name](const auto& each) { return each.topic.name == name; });
  if (found == pages.end()) return std::nullopt;
  return found->text(page);
}

}  // namespace secokr::cli
