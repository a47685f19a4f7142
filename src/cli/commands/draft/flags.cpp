#include "cli/commands/draft/flags.hpp"

namespace secokr::cli {
namespace {

bool repeats(const FieldFlag& flag) { return flag.field == "Dependency" || flag.field == "Milestone"; }

}  // namespace

std::vector<FieldFlag> objective_flags() {
  return {{"Title", "What the division wants to reach, in one line", "TEXT"},
          {"Reference", "Its short name, unique in the quarter: it stands in the brackets of published titles", "REF"},
          {"DRI", "A functional leader or a direct report of one; you, unless somebody else is named", "@USER"},
          {"Area", "The area that owns it; the DRI's, unless another one is named", "AREA"},
          {"Top-5 risk", "How it meets which risk: 'mitigates Phishing of team members'; also eliminates, transfers",
           "TEXT"},
          {"Strategy", "Link to the strategy that it serves", "URL"},
          {"Priority", "p0, p1 or p2", "PRIORITY"},
          {"Outcome", "What outcome you want, and how you will know", "TEXT"},
          {"Security roadmap", "The roadmap item that it supports", "TEXT"},
          {"Budget", "What it costs, or none", "TEXT"},
          {"Working group", "Link to its working group", "URL"},
          {"Critical project", "The critical project that a p0 stands for", "URL"},
          {"Confidential", "yes keeps it, and its key results, inside the division", "yes|no"}};
}

std::vector<FieldFlag> key_result_flags() {
  return {{"Title", "What will be measured as done, in one line", "TEXT"},
          {"DRI", "A manager, or an individual contributor who can move it by what they do", "@USER"},
          {"Contributed by", "The leader who brings it to another leader's objective", "@USER"},
          {"Metric", metric_grammar, "METRIC"},
          {"Weight", "Its percentage of the objective; what is not given is shared equally", "PERCENT"},
          {"State", "active, not started, 'paused by URL', done or dropped", "STATE"},
          {"Outcome", "What outcome you want, and how it is measured", "TEXT"},
          {"Dependency", "'TEAM; NEED'; the team's manager comes from the org", "TEXT"},
          {"Milestone", "'DESCRIPTION; @DRI; DATE'; DRI (else the key result's) and date are optional", "TEXT"}};
}

void bind_fields(OptionBinder& binder, std::vector<FieldFlag>& flags) {
  for (FieldFlag& flag : flags)
    binder.texts(app::flag_of(flag.field), flag.values, std::string(flag.help), std::string(flag.value_name))
        .repeatable = repeats(flag);
}

app::Answers answers_of(const std::vector<FieldFlag>& flags) {
  app::Answers answers;
  for (const FieldFlag& flag : flags) {
    for (std::size_t i = repeats(flag) || flag.values.empty() ? 0 : flag.values.size() - 1; i < flag.values.size(); ++i)
      answers.push_back({std::string(flag.field), flag.values[i]});
  }
  return answers;
}

Typed typed(const Context& context, const std::string& command, const app::Answers& answers) {
  Typed all(context, command);
  for (const app::Answer& answer : answers) all.add(app::flag_of(answer.field), std::string_view{answer.text});
  return all;
}

}  // namespace secokr::cli
