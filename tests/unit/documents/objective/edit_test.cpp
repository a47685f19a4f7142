#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "documents/objective/document.hpp"
#include "unit/documents/corpus.hpp"

using namespace secokr;
using namespace secokr::documents;
using Lines = std::vector<std::string>;

namespace {

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string::npos; }
/// Without its ending and a byte order mark, which belong to the text and not to the line.
std::string content(const std::string& line) {
  const std::size_t begin = line.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  return line.substr(begin, line.find_first_of("\r\n") - begin);
}

/// The changed lines without blank ones and line ends.
Lines contents(const Lines& lines) {
  Lines result;
  for (const auto& line : lines)
    if (!is_blank(line)) result.push_back(content(line));
  return result;
}

const std::vector<std::string> well_formed = {
    "complete.md",         "crlf.md",    "bom.md",          "bom-crlf-no-final-newline.md",
    "no-final-newline.md", "cr-only.md", "mixed-endings.md"};

struct Edit {
  const char* name;
  std::function<Status(ObjectiveDocument&)> apply;
  Lines before;  ///< the lines that go
  Lines after;   ///< the lines that come
};

Dependency dependency() { return {false, "Legal", "legal-manager", "review", {}, {}}; }
Milestone milestone() { return {3, false, "all done", "trainer", parse_day("2027-04-23"), {}}; }

}  // namespace

TEST_CASE("edits: each changes its own lines and nothing else, whatever the line ends") {
  const std::string confirmed =
      "- [x] PeopleOps (@peopleops-manager): enrol every team member — confirmed by @peopleops-manager on 2027-01-11";
  const std::vector<Edit> edits = {
      {"title",
       [](auto& d) { return d.set_title({}, " New title "); },
       {"# Build a security-aware organisation"},
       {"# New title"}},
      {"kr title",
       [](auto& d) { return d.set_title(2, "New"); },
       {"## KR2: Establish the baseline of phishing reports"},
       {"## KR2: New"}},
      {"field", [](auto& d) { return d.set_field({}, "priority", "p2"); }, {"- Priority: p1"}, {"- Priority: p2"}},
      {"new field at the end",
       [](auto& d) { return d.set_field({}, "Published", "local:12"); },
       {},
       {"- Published: local:12"}},
      {"new field in order", [](auto& d) { return d.set_field(2, "Weight", "40 %"); }, {}, {"- Weight: 40 %"}},
      {"new field in front",
       [](auto& d) { return d.set_field(2, "Contributed by", "@x"); },
       {},
       {"- Contributed by: @x"}},
      {"field removed", [](auto& d) { return d.set_field(1, "Weight", ""); }, {"- Weight: 60 %"}, {}},
      {"absent field removed", [](auto& d) { return d.set_field(2, "Weight", " "); }, {}, {}},
      {"outcome",
       [](auto& d) { return d.set_outcome({}, "One.\nTwo.\n"); },
       {"What outcome we want, and how we will know."},
       {"One.", "Two."}},
      {"outcome removed", [](auto& d) { return d.set_outcome(1, ""); }, {"What outcome, how measured."}, {}},
      {"outcome added", [](auto& d) { return d.set_outcome(2, "Prose"); }, {}, {"Prose"}},
      {"id", [](auto& d) { return d.set_id(2, "00000000000000aa"); }, {}, {"<!-- secokr:id 00000000000000aa -->"}},
      {"dependency",
       [](auto& d) { return d.add_dependency(1, dependency()); },
       {},
       {"- [ ] Legal (@legal-manager): review"}},
      {"first dependency",
       [](auto& d) { return d.add_dependency(2, dependency()); },
       {},
       {"### Dependencies", "- [ ] Legal (@legal-manager): review"}},
      {"milestone",
       [](auto& d) { return d.add_milestone(1, milestone()); },
       {},
       {"- [ ] Milestone 3: Description: all done DRI: @trainer Due Date: 2027-04-23"}},
      {"first milestone",
       [](auto& d) { return d.add_milestone(2, milestone()); },
       {},
       {"### Milestones", "- [ ] Milestone 3: Description: all done DRI: @trainer Due Date: 2027-04-23"}},
      {"answer",
       [](auto& d) {
         Dependency changed = d.objective().key_results[0].dependencies[0];
         changed.ticked = true;
         changed.events.push_back(
             {.verb = DependencyVerb::confirmed, .by = "peopleops-manager", .on = *parse_day("2027-01-11")});
         return d.replace_dependency(1, 1, changed);
       },
       {"- [ ] PeopleOps (@peopleops-manager): enrol every team member"},
       {confirmed}},
      {"tick",
       [](auto& d) {
         Milestone changed = d.objective().key_results[0].milestones[0];
         changed.done = true;
         return d.replace_milestone(1, 1, changed);
       },
       {"- [ ] Milestone 1: Description: everyone is enrolled DRI: @training-manager Due Date: 2027-02-26"},
       {"- [x] Milestone 1: Description: everyone is enrolled DRI: @training-manager Due Date: 2027-02-26"}},
      {"renumber",
       [](auto& d) { return d.renumber_key_result(2, 3); },
       {"## KR2: Establish the baseline of phishing reports"},
       {"## KR3: Establish the baseline of phishing reports"}},
      {"key result",
       [](auto& d) {
         KeyResult kr;
         kr.number = 3;
         kr.title = "Third";
         kr.dri = "x";
         return d.add_key_result(kr);
       },
       {},
       {"## KR3: Third", "- DRI: @x"}},
  };
  for (const auto& name : well_formed) {
    const std::string bytes = corpus::file(name);
    const std::string final_ending = bytes.substr(std::min(bytes.find_last_not_of("\r\n") + 1, bytes.size()));
    for (const Edit& edit : edits) {
      CAPTURE(name, edit.name);
      auto document = ObjectiveDocument::parse(bytes);
      const auto status = edit.apply(document);
      CAPTURE(status ? "" : status.error().what);
      REQUIRE(status);
      CHECK(document.ok());
      Lines before = corpus::change(bytes, document.text()).before;
      Lines after = corpus::change(bytes, document.text()).after;
      Lines gone = contents(before);
      Lines come = contents(after);
      // A file without a final newline gets a line end behind its last line when something is put below it.
      if (final_ending.empty() && !gone.empty() && !come.empty() && gone.back() == come.front()) {
        gone.pop_back();
        come.erase(come.begin());
      }
      CHECK(gone == edit.before);
      CHECK(come == edit.after);
      const std::string& text = document.text();
      CHECK((text.back() == '\n' || text.back() == '\r') == !final_ending.empty());
      if (name == std::string("crlf.md"))
        for (const auto& line : corpus::lines(text)) CHECK(line.ends_with("\r\n"));
      if (name == std::string("complete.md")) CHECK(text.find('\r') == std::string::npos);
    }
  }
}

TEST_CASE("edits: in every file of the corpus at most one line gives way") {
  const std::vector<std::pair<const char*, std::function<Status(ObjectiveDocument&)>>> edits = {
      {"title", [](auto& d) { return d.set_title({}, "New"); }},
      {"kr title", [](auto& d) { return d.set_title(1, "New"); }},
      {"budget", [](auto& d) { return d.set_field({}, "Budget", "much"); }},
      {"budget removed", [](auto& d) { return d.set_field({}, "Budget", ""); }},
      {"area", [](auto& d) { return d.set_field({}, "Area", "Other"); }},
      {"weight", [](auto& d) { return d.set_field(1, "Weight", "10 %"); }},
      {"metric", [](auto& d) { return d.set_field(1, "Metric", "baseline"); }},
      {"kr id", [](auto& d) { return d.set_id(1, "00000000000000aa"); }},
      {"id", [](auto& d) { return d.set_id({}, "00000000000000aa"); }},
      {"dependency", [](auto& d) { return d.add_dependency(1, dependency()); }},
      {"milestone", [](auto& d) { return d.add_milestone(1, milestone()); }},
      {"answer", [](auto& d) { return d.replace_dependency(1, 1, dependency()); }},
      {"tick", [](auto& d) { return d.replace_milestone(1, 1, milestone()); }},
      {"renumber", [](auto& d) { return d.renumber_key_result(1, 9); }},
      {"key result", [](auto& d) { return d.add_key_result({.number = 8, .title = "x"}); }},
  };
  std::size_t made = 0;
  for (const auto& file : corpus::files()) {
    for (const auto& [name, edit] : edits) {
      CAPTURE(file.name, name);
      auto document = ObjectiveDocument::parse(file.bytes);
      if (!edit(document)) {
        CHECK((document.text() == file.bytes));
        continue;
      }
      ++made;
      const auto change = corpus::change(file.bytes, document.text());
      CHECK(contents(change.before).size() <= 1);
      CHECK(contents(change.after).size() <= 4);
      CHECK((ObjectiveDocument::parse(document.text()).objective() == document.objective()));
    }
  }
  CHECK(made > 200);
}

TEST_CASE("edits: blank lines stand where Markdown needs them") {
  auto document = ObjectiveDocument::parse("# T\n- Reference: R\n- DRI: @lead\n- Area: A\n## KR1: k\n## KR2: l\n");
  REQUIRE(document.set_field(1, "DRI", "@kr"));
  REQUIRE(document.set_outcome({}, "Prose"));
  REQUIRE(document.add_milestone(1, milestone()));
  REQUIRE(document.add_dependency(1, dependency()));
  REQUIRE(document.set_id({}, "0123456789abcdef"));
  CHECK(document.text() ==
        "# T\n<!-- secokr:id 0123456789abcdef -->\n- Reference: R\n- DRI: @lead\n- Area: A\n\nProse\n\n## KR1: k\n\n- "
        "DRI: @kr\n\n"
        "### Dependencies\n\n- [ ] Legal (@legal-manager): review\n\n### Milestones\n\n"
        "- [ ] Milestone 3: Description: all done DRI: @trainer Due Date: 2027-04-23\n\n## KR2: l\n");
}

TEST_CASE("edits: what cannot be made is refused and changes nothing") {
  const std::string bytes = corpus::file("complete.md");
  const std::vector<std::pair<const char*, std::function<Status(ObjectiveDocument&)>>> edits = {
      {"no such kr", [](auto& d) { return d.set_title(7, "x"); }},
      {"no such kr to renumber", [](auto& d) { return d.renumber_key_result(7, 1); }},
      {"number 0", [](auto& d) { return d.renumber_key_result(1, 0); }},
      {"no such field", [](auto& d) { return d.set_field({}, "Metric", "baseline"); }},
      {"bad value", [](auto& d) { return d.set_field({}, "Priority", "p7"); }},
      {"needed field", [](auto& d) { return d.set_field({}, "Reference", ""); }},
      {"line break in a field", [](auto& d) { return d.set_field({}, "Budget", "a\n- DRI: @x"); }},
      {"line break in a title", [](auto& d) { return d.set_title({}, "a\r## KR9: b"); }},
      {"empty title", [](auto& d) { return d.set_title({}, "  "); }},
      {"second id", [](auto& d) { return d.set_id(1, "0123456789abcdef"); }},
      {"bad id", [](auto& d) { return d.set_id(2, "0123456789ABCDEF"); }},
      {"dependency 4", [](auto& d) { return d.replace_dependency(1, 4, dependency()); }},
      {"dependency 0", [](auto& d) { return d.replace_dependency(1, 0, dependency()); }},
      {"milestone 3", [](auto& d) { return d.replace_milestone(1, 3, milestone()); }},
      {"milestone without a DRI", [](auto& d) { return d.add_milestone(1, {.number = 3, .description = "x"}); }},
      {"dependency without a need", [](auto& d) { return d.add_dependency(1, {.team = "x", .manager = "y"}); }},
  };
  for (const auto& [name, edit] : edits) {
    CAPTURE(name);
    auto document = ObjectiveDocument::parse(bytes);
    const auto status = edit(document);
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == ErrorKind::usage);
    CHECK_FALSE(status.error().what.empty());
    CHECK((document.text() == bytes));
  }
  auto open = ObjectiveDocument::parse(corpus::file("unclosed-fence.md"));
  CHECK_FALSE(open.add_key_result({.number = 2, .title = "x"}));
  CHECK((open.text() == corpus::file("unclosed-fence.md")));
}

TEST_CASE("edits: prose of any shape reads back and stays prose") {
  for (const char* prose : {"## KR9: x",
                            "# title",
                            "### Milestones\n\n- [ ] x",
                            "```\nnever closed",
                            "- DRI: @x",
                            "- a: b\n- c: d",
                            "<!-- c -->\n- DRI: @x",
                            "<!-- never closed",
                            "<!-- secokr:id 0123456789abcdef -->",
                            "text\n<!-- secokr:id x",
                            "~~~\n## KR9: x\n~~~",
                            "\\# escaped",
                            "\\\\- DRI: @x",
                            "a\rb",
                            "a\r\n\r\nb",
                            "#### four",
                            "<!-- c -->",
                            "- plain bullet\n- DRI: @x",
                            "/close",
                            "   ## indented",
                            "    ## code",
                            "```\n```\n```",
                            "\xEF\xBB\xBF# bom"}) {
    for (const char* name : {"complete.md", "crlf.md", "minimal.md", "no-blank-lines.md"}) {
      CAPTURE(prose, name);
      auto document = ObjectiveDocument::parse(corpus::file(name));
      const Objective before = document.objective();
      REQUIRE(document.set_outcome({}, prose));
      std::string wanted;
      for (const char* c = prose; *c != 0; ++c)
        if (*c != '\r')
          wanted += *c;
        else if (c[1] != '\n')
          wanted += '\n';
      wanted.erase(0, wanted.find_first_not_of(' '));
      CHECK(document.objective().outcome == wanted);
      CHECK(document.objective().key_results == before.key_results);
      Objective expected = before;
      expected.outcome = wanted;
      CHECK((document.objective() == expected));
    }
  }
}

TEST_CASE("edits: mutated files neither crash nor lose a byte", "[mutation]") {
  const std::vector<std::string> pieces = {"```",
                                           "~~~",
                                           "\n",
                                           "\r",
                                           "\r\n",
                                           "<!--",
                                           "-->",
                                           "# ",
                                           "## KR1: ",
                                           "### Milestones\n",
                                           "- ",
                                           "- [ ] ",
                                           "- [x] Milestone 1: Description: ",
                                           " DRI: @a",
                                           " Due: ",
                                           ": ",
                                           " — ",
                                           " -- confirmed by @x on 2027-01-01",
                                           "<!-- secokr:id 0123456789abcdef -->\n",
                                           "\xff",
                                           std::string(1, '\0'),
                                           "\xEF\xBB\xBF",
                                           "\\",
                                           "- DRI: @z\n",
                                           "/close\n"};
  std::vector<std::string> seeds;
  for (const auto& file : corpus::files())
    if (file.bytes.size() < 5000) seeds.push_back(file.bytes);
  std::mt19937 random(20270201);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % std::max<std::size_t>(n, 1)); };
  std::size_t taken = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = seeds[below(seeds.size())];
    for (std::size_t i = 1 + below(6); i > 0; --i) {
      const std::size_t at = below(bytes.size() + 1);
      switch (below(4)) {
        case 0:
          bytes.insert(at, pieces[below(pieces.size())]);
          break;
        case 1:
          bytes.erase(at, below(30));
          break;
        case 2:
          bytes.insert(at, bytes.substr(below(bytes.size() + 1), below(80)));
          break;
        default:
          if (at < bytes.size()) bytes[at] = static_cast<char>(random());
      }
    }
    const auto parsed = ObjectiveDocument::parse(bytes);
    if (parsed.text() != bytes) {
      CAPTURE(bytes);
      FAIL("a byte was lost");
    }
    auto document = parsed;
    const bool exists = std::any_of(parsed.objective().source.fields.begin(), parsed.objective().source.fields.end(),
                                    [](const auto& f) { return f.first == "Budget"; });
    if (!document.set_field({}, "Budget", "mutated")) continue;
    ++taken;
    const Lines gone = contents(corpus::change(bytes, document.text()).before);
    Lines come = contents(corpus::change(bytes, document.text()).after);
    CAPTURE(bytes, document.text());
    if (document.objective().budget != "mutated") FAIL("the field was not set");
    if (gone.size() > 1 || come.size() > 2) FAIL("more than one line changed");
    // Without the field a line is only added; a byte order mark or a last line without an ending may make its neighbour
    // differ.
    if (!exists && gone.size() == 1 && std::find(come.begin(), come.end(), gone.front()) == come.end())
      FAIL("a line was replaced");
  }
  CHECK(taken > 2000);
}
