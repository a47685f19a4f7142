#include "app/setup/new_texts.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include "documents/shapes/templates.hpp"

namespace secokr::app {

Expected<std::string> filled(std::string_view name, const TemplateValues& values) {
  const auto text = documents::embedded_template(name);
  if (!text)
    return fail({.kind = ErrorKind::bug, .what = fmt::format("The template {} is missing from this build", name)});
  // Looked for in the template, not in the result: a value may hold braces of its own.
  for (auto begin = text->find("{{"); begin != std::string_view::npos; begin = text->find("{{", begin + 2)) {
    const auto placeholder = text->substr(begin + 2, text->find("}}", begin) - begin - 2);
    if (!values.contains(placeholder))
      return fail({.kind = ErrorKind::bug,
                   .what = fmt::format("The template {} has a placeholder without a value: {}", name, placeholder)});
  }
  return documents::fill_template(*text, values);
}

TemplateValues calendar_values(const NewCalendar& calendar) {
  const date::sys_days any_day_of_month{date::year{2000} / date::month{calendar.first_month} / 1};
  return {{"first_month", std::to_string(calendar.first_month)},
          {"first_month_name", date::format("%B", any_day_of_month)},
          {"counting", std::string(to_string(calendar.counting))},
          {"timezone", toml_escaped(calendar.timezone)}};
}

std::string toml_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      escaped += {'\\', c};
    else if (code < 0x20 || code == 0x7f)
      escaped += fmt::format("\\u{:04x}", code);
    else
      escaped += c;
  }
  return escaped;
}

}  // namespace secokr::app
