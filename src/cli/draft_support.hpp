#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>
#include <secokr/quarter.hpp>

#include "app/draft/answers.hpp"
#include "app/draft/fields.hpp"
#include "cli/context.hpp"
#include "cli/option_binder.hpp"
#include "cli/typed.hpp"

namespace secokr::cli {

/// The quarter of a `draft` command: named by a flag, or in a name (`FY28-Q1/Security Training`), else the planning
/// one. Error: usage, where the names of one line disagree, and for an objective that only another quarter has, with
/// the line that names it.
Expected<Quarter> draft_quarter(Context& context, const std::vector<std::string>& names = {});

/// The first line of a text output, `FY28-Q1 · what`; nothing for other formats.
void print_heading(Context& context, Quarter quarter, std::string_view what);
/// Each between double quotes, for a heading: "Security Training", "Red Team".
std::string quoted(const std::vector<std::string>& references);
/// Findings of one objective below a text output; nothing for other formats or where there are none.
void print_findings(Context& context, Quarter quarter, const std::vector<Finding>& findings);

/// What an edit says otherwise, a line a field; nothing for other formats.
void print_changed(Context& context, const std::vector<app::ChangedPart>& parts);
/// Says when a change to the file of a published objective takes effect (F4).
void tell_amendment(Context& context, Quarter quarter, const std::string& reference);

/// A field that is answered by a flag.
struct FieldFlag {
  std::string_view field;
  std::string_view help;
  std::string_view value_name;
  std::vector<std::string> values{};  ///< as given
};
/// Declares `--top-5-risk` and the like; only "Dependency" and "Milestone" repeat, of the others the last one counts.
void bind_fields(OptionBinder& binder, std::vector<FieldFlag>& flags);
app::Answers answers_of(const std::vector<FieldFlag>& flags);
/// All answers, for a failure to give back.
Typed typed(const Context& context, const std::string& command, const app::Answers& answers);

}  // namespace secokr::cli
