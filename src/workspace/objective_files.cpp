#include "workspace/objective_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/file_system.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "workspace/file_change.hpp"

namespace secokr::workspace {

namespace fs = std::filesystem;

namespace {

const std::string& reference_of(const ObjectiveFile& file) { return file.document.objective().reference; }

std::vector<std::string> references_of(const std::vector<ObjectiveFile>& files) {
  std::vector<std::string> references;
  for (const ObjectiveFile& file : files) references.push_back(reference_of(file));
  return references;
}

Error unknown(const std::vector<ObjectiveFile>& files, std::string_view word, std::optional<Quarter> quarter) {
  const std::string named = quarter ? to_string(*quarter) : "the quarter";
  std::vector<std::string> references = references_of(files);
  std::erase(references, std::string{});
  Error error{ErrorKind::usage, fmt::format("no objective is called \"{}\"", word), {}, {}, {}};
  const auto near = base::nearest(word, references);
  if (near) {
    error.help = fmt::format("did you mean \"{}\"?", *near);
  } else if (references.empty()) {
    error.reason = fmt::format("{} has no objective yet", named);
    error.help = fmt::format("draft one with `{}`", command::begin_objective);
  } else {
    error.reason = fmt::format("{} has: {}", named, base::join(references, ", "));
    error.help = "name one of them, or the beginning of one";
  }
  for (const ObjectiveFile& file : files)
    if (reference_of(file).empty()) error.notes.push_back({file.path, {}, {}, "a line \"- Reference: short name\""});
  return error;
}

Error unknown_key_result(const std::string& what, const Objective& objective) {
  std::vector<std::string> names;
  for (const KeyResult& key_result : objective.key_results) names.push_back(name_of(objective, key_result));
  return {ErrorKind::usage,
          what,
          names.empty() ? fmt::format("\"{}\" has no key result yet", objective.reference)
                        : fmt::format("\"{}\" has: {}", objective.reference, base::join(names, ", ")),
          names.empty() ? fmt::format("add one with `{}`", command::begin_key_result(objective.reference))
                        : "name one of them",
          {}};
}

Expected<FoundKeyResult> find_by_iid(const std::vector<ObjectiveFile>& files, long iid, const Published* published) {
  if (published != nullptr)
    for (const auto& [id, issue] : published->issues) {
      if (issue.iid != iid) continue;
      for (const ObjectiveFile& file : files)
        for (const KeyResult& key_result : file.document.objective().key_results)
          if (key_result.id == id) return FoundKeyResult{&file, &key_result};
    }
  return fail({ErrorKind::usage,
               fmt::format("no key result of the quarter is published as #{}", iid),
               {},
               "name it by its reference and number, such as \"Security Training/KR2\"",
               {}});
}

}  // namespace

bool is_objective_name(std::string_view name) {
  return name.ends_with(".md") && name != "README.md" && name != "decisions.md" && !name.starts_with('.');
}

Expected<std::vector<ObjectiveFile>> read_objective_files(const Workspace& workspace, Quarter quarter) {
  const fs::path folder = workspace.quarter_folder(quarter);
  std::vector<fs::path> paths;
  std::error_code failed;
  for (fs::directory_iterator entry{folder, failed}, end; !failed && entry != end; entry.increment(failed))
    if (is_objective_name(entry->path().filename().string())) paths.push_back(entry->path());
  if (failed && failed.value() != ENOENT) return fail(base::file_error("read", folder, failed.value()));
  std::ranges::sort(paths);
  std::vector<ObjectiveFile> files;
  for (const fs::path& path : paths) {
    // Whatever it holds: what cannot be understood is a finding with its line.
    SECOKR_TRY(auto file, workspace.read_bytes(path));
    if (!file) return fail(base::file_error("read", path, ENOENT));
    auto document = documents::ObjectiveDocument::parse(file->text);
    files.push_back({workspace.relative(path), *std::move(file), std::move(document)});
  }
  return files;
}

Status require_understood(const std::vector<ObjectiveFile>& files) {
  Error error{ErrorKind::local_file, {}, {}, "correct the lines, then run the command again", {}};
  std::size_t in_files = 0;
  for (const ObjectiveFile& file : files) {
    const std::size_t before = error.notes.size();
    for (const documents::Problem& problem : file.document.problems()) {
      if (problem.severity != Severity::error) continue;
      ErrorNote note{file.path, problem.line, problem.text, problem.expected};
      if (note.expected.empty()) note.expected = problem.message;
      // No line shows what is wrong.
      else if (problem.text.empty())
        note.expected += fmt::format(" ({}: {})", to_string(problem.rule), problem.message);
      error.notes.push_back(std::move(note));
    }
    if (error.notes.size() > before) ++in_files;
  }
  if (error.notes.empty()) return {};
  error.what = in_files == 1 ? fmt::format("{} cannot be understood", error.notes.front().path)
                             : fmt::format("{} objective files cannot be understood", in_files);
  return fail(std::move(error));
}

Expected<const ObjectiveFile*> find_objective(const std::vector<ObjectiveFile>& files, std::string_view reference,
                                              std::optional<Quarter> quarter) {
  const auto found = match_reference(reference, references_of(files));
  if (found.size() == 1) return &files[found.front()];
  if (found.empty()) return fail(unknown(files, reference, quarter));
  Error error{ErrorKind::usage,
              fmt::format("\"{}\" may mean several objectives", reference),
              {},
              "name one of them in full",
              {}};
  std::vector<std::string> candidates;
  for (const std::size_t index : found)
    candidates.push_back(fmt::format("{} ({})", reference_of(files[index]), files[index].path));
  error.reason = "it fits " + base::join(candidates, ", ");
  return fail(std::move(error));
}

Expected<FoundKeyResult> find_key_result(const std::vector<ObjectiveFile>& files, const KeyResultName& name,
                                         const Published* published, std::optional<Quarter> quarter) {
  if (name.iid) return find_by_iid(files, *name.iid, published);
  SECOKR_TRY(const ObjectiveFile* file, find_objective(files, name.reference, quarter));
  const Objective& objective = file->document.objective();
  if (!name.number)
    return fail(
        unknown_key_result(fmt::format("\"{}\" names an objective, not a key result", objective.reference), objective));
  const auto found = std::ranges::find(objective.key_results, *name.number, &KeyResult::number);
  if (found == objective.key_results.end())
    return fail(unknown_key_result(fmt::format("\"{}\" has no KR{}", objective.reference, *name.number), objective));
  return FoundKeyResult{file, &*found};
}

std::string slug_path(Quarter quarter, std::string_view reference, const std::vector<std::string>& taken) {
  std::string slug = base::slug(reference);
  if (slug.empty()) slug = "objective";
  const auto is_taken = [&](const std::string& name, const std::string& path) {
    // Folded, for file systems that do not tell the cases apart.
    return name == "readme" || name == "decisions" ||
           std::ranges::any_of(taken, [&](const std::string& one) { return base::equals_folded(one, path); });
  };
  for (int number = 1;; ++number) {
    const std::string name = number == 1 ? slug : fmt::format("{}-{}", slug, number);
    std::string path = fmt::format("okrs/{}/{}.md", to_string(quarter), name);
    if (!is_taken(name, path)) return path;
  }
}

tracker::Change write_objective(const ObjectiveFile& file, const documents::ObjectiveDocument& edited) {
  return write_file(file.path, &file.file, edited.text());
}

}  // namespace secokr::workspace
