#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "localstore/statement.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::localstore {

/// The number of an issue that exists. Error refused: another project, or no such issue.
Expected<long> existing_iid(SQLite::Database& database, const tracker::IssueRef& ref);

Expected<tracker::Issue> read_issue(SQLite::Database& database, long iid);

/// Up to `count` issues of the query with a number above `after`, in the order of their creation.
std::vector<tracker::Issue> issues_page(SQLite::Database& database, const tracker::IssueQuery& query, long after,
                                        int count);

/// Error refused: a bad title, an undefined label, or a marker that an issue holds already.
Expected<tracker::Issue> insert_issue(const Act& act, const tracker::NewIssue& issue);

/// Changes what differs and records it in the issue's history. Error refused: a bad title or an undefined label.
Expected<tracker::Issue> update_issue(const Act& act, long iid, const tracker::IssueEdit& edit);

}  // namespace secokr::localstore
