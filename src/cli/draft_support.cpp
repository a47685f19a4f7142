#include "cli/draft_support.hpp"

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "render/findings.hpp"

namespace secokr::cli {

Expected<Quarter> draft_quarter(Context& context, const std::vector<std::string>& names) {
  SECOKR_TRY(Quarter quarter, context.quarter(QuarterDefault::planning));
  bool is_named = context.quarter_is_named();
  for (const std::string& name : names) {
    const auto parsed = parse_key_result_name(name);
    if (!parsed || !parsed->quarter) continue;
    if (is_named && *parsed->quarter != quarter)
      return fail(
          {.kind = ErrorKind::usage,
           .what = fmt::format("Two quarters are named: {} and {}", to_string(quarter), to_string(*parsed->quarter)),
           .help = "Name one quarter a line"});
    quarter = *parsed->quarter;
    is_named = true;
  }
  return quarter;
}

void print_heading(Context& context, Quarter quarter, std::string_view what) {
  if (context.format() == "text") context.print(fmt::format("{} · {}\n", to_string(quarter), what));
}

void print_findings(Context& context, Quarter quarter, const std::vector<Finding>& findings) {
  if (context.format() != "text" || findings.empty()) return;
  context.print("\n" + render::findings_text({.quarter = to_string(quarter), .checked = 1, .findings = findings},
                                             context.page()));
}

std::string in_quotes(std::string_view reference) {
  if (reference.find_first_of("$`!\\") == std::string_view::npos) return fmt::format("\"{}\"", reference);
  std::string text = "'";
  for (const char c : reference) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

void bind_fields(OptionBinder& binder, std::vector<FieldFlag>& flags) {
  for (FieldFlag& flag : flags)
    binder.texts(app::flag_of(flag.field), flag.values, std::string(flag.help), std::string(flag.value_name));
}

app::Answers answers_of(const std::vector<FieldFlag>& flags) {
  app::Answers answers;
  for (const FieldFlag& flag : flags) {
    const bool repeats = flag.field == "Dependency" || flag.field == "Milestone";
    for (std::size_t i = repeats || flag.values.empty() ? 0 : flag.values.size() - 1; i < flag.values.size(); ++i)
      answers.push_back({std::string(flag.field), flag.values[i]});
  }
  return answers;
}

}  // namespace secokr::cli
