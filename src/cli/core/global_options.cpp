#include "cli/core/global_options.hpp"

namespace secokr::cli {

void bind_global_options(OptionBinder& binder, GlobalOptions& options) {
  binder.text("-C", options.directory, "Work in this folder", "DIR");
  binder.text("--config", options.config, "Read this file in place of the workspace's secokr.toml", "FILE");
  binder.text("--quarter", options.quarter, "The quarter: FY28-Q1, now, next, prev, +1, -1, planning or closing",
              "QUARTER");
  binder.choice("--tracker", options.tracker, {"local", "gitlab"}, "Where the published OKRs live", "KIND");
  binder.text("-R,--project", options.project, "The OKR project's path", "PATH");
  binder.text("--host", options.host, "The server's URL", "URL");
  binder.text("--user", options.user, "Who I am on the local tracker", "NAME");
  binder.day("--as-of", options.as_of, "Take this day for today; writes then work on the local tracker only");
  binder.text("--format", options.format, "How to print the result; each command's help lists its formats", "FORMAT");
  binder.flag("--json", options.json, "The same as --format json");
  binder.flag("--no-input", options.no_input, "Ask nothing: what is missing is an error");
  binder.flag("--dry-run", options.dry_run, "Show what would be written, and write nothing");
  binder.flag("--yes", options.yes, "Answer confirmations with yes; overrides no rule");
  binder.texts("--override", options.override_rules, "Override a rule, with --reason, on the record", "RULE");
  binder.texts(override_reason_name, options.override_reasons, "Why the rule is overridden").make_hidden();
  binder.flag("-q,--quiet", options.quiet, "Print only results");
  binder.flag("-v,--verbose", options.verbose, "Say more about what is done");
  binder.flag("--no-color", options.no_color, "Print without colour");
  binder.flag("--version", options.version, "Print the version");
  binder.flag("-h,--help", options.help, "Print help");
}

std::vector<OptionDeclaration> global_declarations() {
  OptionBinder binder;
  GlobalOptions ignored;
  bind_global_options(binder, ignored);
  return binder.declarations();
}

}  // namespace secokr::cli
