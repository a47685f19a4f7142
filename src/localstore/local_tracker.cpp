#include "localstore/local_tracker.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <utility>

#include "localstore/database_error.hpp"
#include "localstore/events.hpp"
#include "localstore/issues.hpp"
#include "localstore/labels.hpp"
#include "localstore/links.hpp"
#include "localstore/notes.hpp"
#include "localstore/schema.hpp"

namespace secokr::localstore {

using namespace tracker;

namespace {

constexpr int page_size = 256;

Status check_place(const std::string& project, const std::string& group) {
  if (group.empty() && (project.empty() || project == local_project)) return {};
  return fail({.kind = ErrorKind::refused,
               .what = group.empty() ? fmt::format("the local tracker has no project {}", project)
                                     : fmt::format("the local tracker has no group {}", group),
               .reason = "It has one project and no groups",
               .help = group.empty() ? "Leave the project out, or add --tracker gitlab"
                                     : "Leave out --group, or add --tracker gitlab"});
}

class LocalTracker final : public Tracker {
 public:
  LocalTracker(SQLite::Database database, LocalTrackerOptions options, bool is_made)
      : m_database(std::move(database)), m_options(std::move(options)), m_is_made(is_made) {}

  Expected<Account> whoami() override {
    SECOKR_CHECK(check_user());
    return Account{.username = m_options.user};
  }

  Expected<Project> project() override {
    return Project{
        .path = std::string(local_project), .origin = std::string(local_project), .id = std::string(local_project)};
  }

  Expected<Capabilities> capabilities() override {
    return Capabilities{.blocks_links = true, .several_assignees = true, .only_this_machine = true};
  }

  Expected<std::vector<std::string>> users(std::span<const std::string> names) override {
    return std::vector<std::string>(names.begin(), names.end());
  }

  Expected<std::vector<std::string>> editors(std::span<const std::string> names, const std::string& project) override {
    SECOKR_CHECK(check_place(project, ""));
    return users(names);
  }

  Status issues(const IssueQuery& query, const Sink<Issue>& sink) override {
    SECOKR_CHECK(check_place(query.project, query.group));
    SECOKR_CHECK(pages<Issue>([&](long after) { return issues_page(m_database, query, after, page_size); },
                              [](const Issue& issue) { return issue.ref.iid; }, sink));
    return {};
  }

  Expected<Issue> create(const NewIssue& issue) override {
    return write([&](const Act& act) { return insert_issue(act, issue); });
  }

  Expected<Issue> edit(const IssueRef& ref, const IssueEdit& edit) override {
    return write([&](const Act& act) -> Expected<Issue> {
      SECOKR_TRY(const long iid, existing_iid(m_database, ref));
      return update_issue(act, iid, edit);
    });
  }

  Expected<std::vector<Label>> labels(const LabelHome& home) override {
    SECOKR_CHECK(check_place(home.project, home.group));
    return read([&]() -> Expected<std::vector<Label>> { return all_labels(m_database); });
  }

  Expected<bool> ensure_label(const Label& label, const LabelHome& home) override {
    SECOKR_CHECK(check_place(home.project, home.group));
    return write([&](const Act&) { return define_label(m_database, label); });
  }

  Status notes_of(std::span<const IssueRef> refs, const Sink<Note>& sink) override;

  Expected<Note> add_note(const IssueRef& ref, const NewNote& note) override {
    return write([&](const Act& act) -> Expected<Note> {
      SECOKR_TRY(const long iid, existing_iid(m_database, ref));
      return insert_note(act, iid, note.body);
    });
  }

  Expected<Note> edit_note(const IssueRef& ref, long note_id, const NewNote& note) override {
    return write([&](const Act& act) -> Expected<Note> {
      SECOKR_TRY(const long iid, existing_iid(m_database, ref));
      return update_note(act, iid, note_id, note.body);
    });
  }

  Status links_of(std::span<const IssueRef> refs, const Sink<Link>& sink) override {
    for (const IssueRef& ref : refs) {
      SECOKR_TRY(const auto links, read([&]() -> Expected<std::vector<Link>> {
                   SECOKR_TRY(const long iid, existing_iid(m_database, ref));
                   return links_of_issue(m_database, iid);
                 }));
      for (const Link& link : links)
        if (!sink(link)) return {};
    }
    return {};
  }

  Expected<bool> link(const IssueRef& from, const IssueRef& to, LinkType type) override {
    return write([&](const Act&) -> Expected<bool> {
      SECOKR_TRY(const long from_iid, existing_iid(m_database, from));
      SECOKR_TRY(const long to_iid, existing_iid(m_database, to));
      return insert_link(m_database, from_iid, to_iid, type);
    });
  }

  Expected<bool> unlink(const IssueRef& from, const IssueRef& to) override {
    return write([&](const Act&) -> Expected<bool> {
      SECOKR_TRY(const long from_iid, existing_iid(m_database, from));
      SECOKR_TRY(const long to_iid, existing_iid(m_database, to));
      return delete_link(m_database, from_iid, to_iid);
    });
  }

  Expected<std::vector<Event>> events_of(const IssueRef& ref) override {
    return read([&]() -> Expected<std::vector<Event>> {
      SECOKR_TRY(const long iid, existing_iid(m_database, ref));
      return events_of_issue(m_database, iid);
    });
  }

 private:
  Status check_user() const {
    if (!m_options.user.empty()) return {};
    return fail({.kind = ErrorKind::authentication,
                 .what = "the local tracker does not know who you are",
                 .help = "Name yourself with `--user NAME`, or set SECOKR_USER"});
  }

  // Until something is written an empty database stands in; meanwhile another secokr may have made the file.
  Status open_file(bool to_write) {
    std::error_code ignored;
    if (m_is_made || (!to_write && !std::filesystem::exists(m_options.database, ignored))) return {};
    SECOKR_TRY(m_database, open_database(m_options));
    m_is_made = true;
    return {};
  }

  // One transaction: what several statements read belongs together.
  template <class Verb>
  auto read(const Verb& verb) -> decltype(verb()) {
    SECOKR_CHECK(open_file(false));
    return guarded(m_options.database, [&] {
      SQLite::Transaction transaction(m_database);
      return verb();
    });
  }

  // All of a verb is written, or nothing: an error and a kill leave the database as it was.
  template <class Verb>
  auto write(const Verb& verb) -> decltype(verb(std::declval<const Act&>())) {
    SECOKR_CHECK(check_user());
    SECOKR_CHECK(open_file(true));
    return guarded(m_options.database, [&]() -> decltype(verb(std::declval<const Act&>())) {
      SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
      auto result = verb(Act{m_database, m_options.user, m_options.clock->now()});
      if (result) transaction.commit();
      return result;
    });
  }

  // Page by page, so that no statement is open while the sink runs: it may write.
  template <class Item, class NextPage, class Position>
  Expected<bool> pages(const NextPage& next_page, const Position& position, const Sink<Item>& sink) {
    for (long after = 0;;) {
      SECOKR_TRY(const std::vector<Item> page, read([&]() -> Expected<std::vector<Item>> { return next_page(after); }));
      for (const Item& item : page)
        if (!sink(item)) return false;
      if (page.size() < static_cast<std::size_t>(page_size)) return true;
      after = position(page.back());
    }
  }

  SQLite::Database m_database;
  LocalTrackerOptions m_options;
  bool m_is_made;
};

Status LocalTracker::notes_of(std::span<const IssueRef> refs, const Sink<Note>& sink) {
  for (const IssueRef& ref : refs) {
    SECOKR_TRY(const long iid, read([&] { return existing_iid(m_database, ref); }));
    SECOKR_TRY(const bool go_on, pages<Note>([&](long after) { return notes_page(m_database, iid, after, page_size); },
                                             [](const Note& note) { return note.id; }, sink));
    if (!go_on) break;
  }
  return {};
}

}  // namespace

Expected<std::unique_ptr<Tracker>> open_local_tracker(LocalTrackerOptions options) {
  if (options.clock == nullptr)
    return fail(
        {.kind = ErrorKind::bug, .what = "the local tracker was opened without a clock", .help = "Please report this"});
  std::error_code ignored;
  const bool is_made =
      !options.create || !options.create_on_write || std::filesystem::exists(options.database, ignored);
  SECOKR_TRY(SQLite::Database database, is_made ? open_database(options) : open_empty_database(options));
  return std::make_unique<LocalTracker>(std::move(database), std::move(options), is_made);
}

}  // namespace secokr::localstore
