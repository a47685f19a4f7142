#include "app/review/review.hpp"

#include <fmt/format.h>

#include "cli/core/context.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/review/review.hpp"

namespace secokr::cli {
namespace {

struct DraftReviewOptions {
  std::optional<std::string> since{};
  std::optional<std::string> audience{};
};

/// A look back, a look from another day and a dry run are no review that was held.
void remember(Context& context, const app::Ports& ports, const DraftReviewOptions& options,
              const app::DraftReview& review) {
  const GlobalOptions& global = context.global();
  if (options.since || global.as_of || global.dry_run || !review.held) return;
  const auto kept = workspace::remember_review(*ports.workspace, review.view.quarter, *review.held);
  if (!kept) context.say(fmt::format("Warning: this review is not remembered for the next one: {}", kept.error().what));
}

Expected<int> run_draft_review(Context& context, const DraftReviewOptions& options) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context));
  SECOKR_TRY(const app::Ports ports, ports_to_read(context));
  SECOKR_TRY(const Quarter planning, context.quarter_from("planning"));
  app::DraftReviewRequest request{.quarter = quarter, .since = options.since};
  request.audience = audience_of(context, options.audience);
  SECOKR_TRY(const app::DraftReview review, app::review_draft(ports, request));
  for (const std::string& notice : review.notices) context.say("Warning: " + notice);
  context.show(
      render::ReviewPage{review.view, quarter == planning ? "" : fmt::format(" --quarter {}", to_string(quarter))});
  remember(context, ports, options, review);
  return 0;
}

}  // namespace

CommandSpec draft_review_command() {
  return {
      .path = "draft review",
      .group = groups::plan,
      .summary = "Print the agenda of the draft review",
      .description =
          "Markdown for the page of the meeting in which the division's senior managers and above look at the drafts "
          "(P4): who has proposed and who has not, proposals against the five (O1), measurability, Top-5 risks and "
          "strategy, dependencies by providing team, what gives way to critical projects, what changed since the last "
          "review, and what stands open for the proposal, with who has to act. It mentions nobody.\n\nWhat changed is "
          "read from git: since the last review on an earlier day that this machine remembers (.secokr/reviews.json), "
          "else since the end of the calendar's last step before today. --since names another state, and is not "
          "remembered; nor is a run with --as-of or --dry-run. Edits that are not committed count. Without git the "
          "rest of the page is the same.",
      .examples = {{"secokr draft review", "The agenda of the quarter that is planned next"},
                   {"secokr draft review --since 2027-01-04", "Against the state at the end of a day"},
                   {"secokr draft review --since v1.2 --json", "Against any commit, for a script"},
                   {"secokr draft review --audience organisation", "Without confidential items, which are counted"}},
      .schema = "review",
      .formats = render::formats_of<render::ReviewPage>(),
      .needs = Needs::workspace,
      .writes = true,
      .takes_quarter = true,
      .bind = with_options<DraftReviewOptions>(
          [](OptionBinder& binder, DraftReviewOptions& options) {
            binder.quarter_argument();
            binder.text("--since", options.since, "What to compare with: a day, or a commit, branch or tag of git",
                        "REV|DATE");
            binder.choice("--audience", options.audience, {"division", "organisation"},
                          "Who reads it; confidential items are withheld from the organisation (division by default, "
                          "organisation in a CI job)");
          },
          run_draft_review),
  };
}

}  // namespace secokr::cli
