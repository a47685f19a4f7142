#include "support/gitlab_double/label_answers.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "base/text.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

std::string read_color(const std::string& text) {
  static const std::map<std::string, std::string, std::less<>> named{
      {"red", "#FF0000"},    {"green", "#008000"},  {"blue", "#0000FF"},   {"black", "#000000"}, {"white", "#FFFFFF"},
      {"yellow", "#FFFF00"}, {"orange", "#FFA500"}, {"purple", "#800080"}, {"gray", "#808080"},  {"teal", "#008080"}};
  if (const auto found = named.find(text); found != named.end()) return found->second;
  const bool hex = (text.size() == 7 || text.size() == 4) && text[0] == '#' &&
                   std::all_of(text.begin() + 1, text.end(),
                               [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
  if (!hex) refuse(400, {{"message", {{"color", Json::array({"must be a valid color code"})}}}});
  return text;
}

void check_name(const std::string& name) {
  if (name.empty()) refuse(400, {{"message", {{"title", Json::array({"can't be blank"})}}}});
  if (name.find(',') != std::string::npos) refuse(400, {{"message", {{"title", Json::array({"is invalid"})}}}});
}

void check_new(const Call& call) { ParamCheck(call).needs("name").needs("color").integer("priority").done(); }

void fill(Label& label, const Call& call) {
  if (call.given("color")) label.color = read_color(call.text("color"));
  if (call.has("description")) {
    label.description = call.text("description").empty() ? std::nullopt : std::optional(call.text("description"));
  }
  if (call.has("priority")) label.priority = call.number("priority");
}

std::vector<const Label*> chosen(const Call& call, std::vector<const Label*> labels) {
  const auto search = base::fold_case(call.text("search"));
  std::erase_if(labels,
                [&](const Label* label) { return base::fold_case(label->name).find(search) == std::string::npos; });
  std::sort(labels.begin(), labels.end(), [](const Label* a, const Label* b) { return a->name < b->name; });
  return labels;
}

const Label* named(const std::vector<const Label*>& labels, std::string_view name) {
  const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto* label) { return label->name == name; });
  return found == labels.end() ? nullptr : *found;
}

Json shown(const Label& label, bool in_project) {
  auto view = label_view(label);
  if (!in_project) return view;
  view["priority"] = label.priority ? Json(*label.priority) : Json();
  view["is_project_label"] = label.project != 0;
  return view;
}

Answer answer_of(const Label& label, bool in_project, int status) {
  Answer answer;
  answer.status = status;
  answer.body = shown(label, in_project);
  return answer;
}

}  // namespace secokr::test::fake_gitlab
