#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace secokr::test {

/// JSON that a step printed, and the schema that it must meet.
struct PrintedJson {
  std::string schema{};
  std::string text{};
};

struct Transcript {
  std::string text{};
  std::vector<PrintedJson> json{};
};

/// Plays the `steps` of a golden case on a Machine of its own. Lines of a script; blank lines and `#` are comments:
/// - `$ secokr draft check --stage final`: a run; its output, told apart by stream, and its exit code are written down
/// - `quietly secokr finalize --yes`: a run that must succeed and is not written down
/// - `show PATH`: a file's text is written down, or that it does not exist; of a folder its files
/// - `digest $ secokr finalize --json`: a run of which the JSON is written down by its members (`json_digest`);
///   `digest PATH SCHEMA`: likewise a file, which must meet docs/schemas/SCHEMA.schema.json
/// - `difference $ LINE`, `difference PATH SCHEMA`: what its digest says otherwise than that of the JSON shown last
/// - `today 2026-12-14`, `now 2026-12-14T09:30:00Z`
/// - `user NAME`: SECOKR_USER; `env NAME=VALUE`
/// - `terminal COLUMNS`, `pipe`: where the streams go; a pipe at first
/// - `type "text"`: answers one prompt of the runs that follow; `type ^D` ends the input
/// - `file PATH <<EOF` … `EOF`: puts a file below the working folder; `stdin <<EOF` likewise the standard input
/// - `edit ISSUE [+LABEL…] [-LABEL…] [title=TITLE] [body=TEXT] [text=OLD=>NEW] [assignee=NAME] [due=DATE]`, also
///   `[confidential] [close] [link=ISSUE]`: somebody changes an issue of the tracker by hand; a label that is not
///   defined becomes so; `text` replaces a part (`\n` is a line end), `assignee=` and `due=` alone take it away
/// - `git ARGS…`: git in the working folder, on the machine's day; commits are shown as `<commit 1>`, `<commit 2>`, …
/// - `remove PATH`, `mode 555 PATH`, `cd PATH`
/// - `workspace example`: `secokr init --example`; `workspace NAME`: a copy of tests/data/workspaces/NAME
///
/// With a GitLab of the case's own (tests/support/gitlab_double); `<gitlab>` in lines and files is its origin:
/// - `gitlab free|premium|ultimate`: starts it, and names it in the environment; everybody in the workspace's
///   secokr.toml is a member of its project, as reporter
/// - `token NAME [ROLE [SCOPE…]]`: GITLAB_TOKEN is a new token of NAME, who has that role from now on: none, guest,
///   planner, reporter (as without a word), developer or maintainer; the scope is `api` without a word
/// - `fault KIND METHOD PATH_PART [TIMES [SKIP]]`: KIND is a status (`502`), a name of DoubleFault::Kind, or
///   `dropped_field=NAME`; METHOD may be `any`
/// - `project archived|active|without-issues|with-issues`, `project moved-to PATH`
/// - `group GROUP`, `project GROUP/PROJECT`: more of them, with the groups above; only root is a member
/// - `member NAME ROLE GROUP|GROUP/PROJECT`: who has a token has that role there
/// - `group-label NAME [COLOUR [GROUP]]`: of the project's own group without a word
/// - `issue [GROUP/PROJECT] TITLE [LABEL…] [@ASSIGNEE]`: one of root's; labels are made where they are not defined
/// - `requests`: what was sent since the last `requests` is written down: how often it was read, and every write
///
/// Throws std::runtime_error with file and line for a script that cannot be played.
Transcript play(const std::filesystem::path& case_folder);

}  // namespace secokr::test
