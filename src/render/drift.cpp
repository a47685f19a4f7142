#include "render/drift.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/core/sentence.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t comfortable_width = 100;
constexpr std::string_view nothing = "(nothing)";

std::string shown_value(const std::string& value) {
  return value.empty() ? std::string(nothing) : base::single_spaced(base::strip_controls(value));
}

/// What has drifted though it is no field: the issue itself, a copy of it.
std::string whole_issue(const DriftedField& field) {
  if (field.field == "issue") return "the issue is gone, or you may not see it";
  if (field.field == "copy") return fmt::format("{} repeats it", field.now);
  if (field.field == "state")
    return field.now == "moved" ? "the issue was moved to another project" : "the issue was closed, and it still runs";
  if (field.field == "block") return "secokr's block was removed from its text";
  return {};
}

std::string change_lines(const DriftedField& field, const Page& page) {
  const std::string name = base::strip_controls(field.shown);
  const std::string agreed = shown_value(field.agreed);
  const std::string now = shown_value(field.now);
  const std::size_t width = page.width.value_or(comfortable_width);
  if (const std::string whole = whole_issue(field); !whole.empty()) return wrap_indented(whole, page.width, 2);
  const std::string line = fmt::format("{}: {} → {}", name, agreed, now);
  if (base::display_width(line) + 2 <= width) return "  " + line + "\n";
  return "  " + name + "\n" + wrap_indented("agreed: " + agreed, page.width, 4) +
         wrap_indented("now:    " + now, page.width, 4);
}

std::string who_and_when(const DriftedField& field) {
  if (field.by.empty()) return {};
  return fmt::format("{} @{}{}", field.whole_text ? "its text was last edited by" : "changed by", field.by,
                     field.at ? " on " + to_string(*field.at) : "");
}

std::string file_words(const DriftedField& field) {
  if (!field.file) return {};
  if (base::single_spaced(*field.file) == base::single_spaced(field.now)) return "your file says the same as the issue";
  return "your file says " + shown_value(*field.file);
}

std::string field_text(const DriftedField& field, const Page& page) {
  std::string text = change_lines(field, page);
  for (const std::string& words : {who_and_when(field), file_words(field)})
    if (!words.empty()) text += wrap_indented(base::strip_controls(words), page.width, 4);
  if (!field.hint.empty()) text += "    " + message_lines(field.hint, page, 4);
  return text;
}

std::string sum_of(const DriftReport& report) {
  if (report.issues.empty())
    return fmt::format("Nothing has drifted: {} as finalised", counted(report.checked, "issue"));
  std::size_t fields = 0;
  for (const DriftedIssue& issue : report.issues) fields += issue.fields.size();
  return fmt::format("{} of {} drifted: {}", report.issues.size(),
                     report.checked == 1 ? std::string("1 issue has") : counted(report.checked, "issue") + " have",
                     counted(fields, "difference"));
}

}  // namespace

std::string drift_text(const DriftReport& report, const Page& page) {
  std::string text;
  for (const DriftedIssue& issue : report.issues) {
    text += page.style.paint(Tone::strong, base::strip_controls(issue.subject)) + "  " +
            page.style.paint(Tone::faint, base::strip_controls(issue.url)) + "\n";
    for (const DriftedField& field : issue.fields) text += field_text(field, page);
    text += "\n";
  }
  return text + wrap_indented(sum_of(report), page.width, 0);
}

std::string drift_markdown(const DriftReport& report) {
  std::string text = fmt::format("## Drift of {}\n\n", to_string(report.quarter));
  if (!report.issues.empty()) {
    text += markdown_row({"Issue", "Field", "Agreed", "Now", "Changed by", "On"}) +
            markdown_row({"---", "---", "---", "---", "---", "---"});
    for (const DriftedIssue& issue : report.issues)
      for (const DriftedField& field : issue.fields) {
        const std::string whole = whole_issue(field);
        text += markdown_row({markdown_link(issue.subject, issue.url), markdown_text(field.shown),
                              whole.empty() ? markdown_unmentioned(shown_value(field.agreed)) : "",
                              markdown_unmentioned(whole.empty() ? shown_value(field.now) : whole),
                              markdown_person(field.by), field.at ? to_string(*field.at) : ""});
      }
    text += "\n";
  }
  return text + sum_of(report) + ".\n";
}

Json drift_json(const DriftReport& report) {
  Json json{{"quarter", to_string(report.quarter)},
            {"checked", report.checked},
            {"drifted", report.issues.size()},
            {"drift", Json::array()}};
  for (const DriftedIssue& issue : report.issues)
    for (const DriftedField& field : issue.fields) {
      Json row{{"subject", issue.subject}, {"field", field.field}, {"agreed", field.agreed}, {"now", field.now}};
      if (field.file) row["file"] = *field.file;
      put_if(row, "by", field.by);
      put_if(row, "at", field.at);
      row["url"] = issue.url;
      put_if(row, "hint", field.hint);
      json["drift"].push_back(std::move(row));
    }
  return json;
}

}  // namespace secokr::render
