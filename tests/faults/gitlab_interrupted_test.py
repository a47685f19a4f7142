"""finalize on a GitLab that fails at each write in turn, or is killed, or runs twice at once: a rerun ends like an undisturbed run."""

import json
import signal
import unittest

import gitlab_place
from gitlab_place import FINALIZE, GitlabPlace, Quarter, Server, side_by_side
from place import Killer

# What comes to an end without a wait of a minute, for what makes something and for what changes something.
OF_POST = [dict(kind="status", status=500), dict(kind="cut_body"), dict(kind="status", status=403, body='{"message":"403 Forbidden"}'),
           dict(kind="status", status=422, body='{"message":"no"}')]
OF_PUT = [dict(kind="status", status=502), dict(kind="lost_before"), dict(kind="cut_body"), dict(kind="html", status=503),
          dict(kind="status", status=500)]


class EachWrite(Quarter):
    def at(self, number, times=1):
        method = self.writes[number]
        return dict(method=method, skip=self.writes[:number].count(method), times=times)

    def fails_at(self, number, fault, codes):
        server = Server(self)
        here = GitlabPlace(server)
        server.fault(**self.at(number), **fault)
        run = here.run(*FINALIZE)
        self.assertIn(run.code, codes, str(run))
        self.assertGreater(len(server.writes()), number, "the fault was not reached")
        server.heal()
        if run.code != 0:
            self.says(run, run.code)
            run = here.run(*FINALIZE)
            self.assertEqual(run.code, 0, str(run))
        self.is_whole(server, here)
        server.double.__exit__()

    def at_each(self, fault_of, codes):
        self.assertGreater(len(self.writes), 40)
        side_by_side(self, [(f"write {number}, {self.writes[number]}, {fault_of(number)}",
                             lambda number=number: self.fails_at(number, fault_of(number), codes)) for number in range(len(self.writes))], 2)

    def test_the_answer_is_lost(self):
        self.at_each(lambda number: dict(kind="lost_after"), (0,))

    def test_another_fault(self):
        def fault_of(number):
            faults = OF_POST if self.writes[number] == "POST" else OF_PUT
            return faults[number % len(faults)]

        self.at_each(fault_of, (0, 4, 5, 6, 8))


class Stopped(Quarter):
    def test_killed_at_random_moments(self):
        killer = Killer(lambda: GitlabPlace(Server(self)).run(*FINALIZE))
        for number in range(20):
            server = Server(self)
            here = GitlabPlace(server)
            killer.kill(lambda: here.start(*FINALIZE), here.end)
            with self.subTest(round=number):
                run = here.run(*FINALIZE)
                self.assertEqual(run.code, 0, str(run))
                self.is_whole(server, here, killed=True)
            server.double.__exit__()
        self.assertGreater(killer.killed, killer.started // 3, "too few runs were killed before their end")

    def test_killed_while_an_answer_is_unclear(self):
        server = Server(self)
        here = GitlabPlace(server)
        server.fault(kind="lost_before", method="POST", path_part="/issues", skip=7)
        process = here.start(*FINALIZE)
        self.read_until(process, "looking for what the lost answer made")
        process.send_signal(signal.SIGKILL)
        here.end(process)
        run = here.run(*FINALIZE)
        self.assertEqual(run.code, 0, str(run))
        self.is_whole(server, here, killed=True)

    def test_interrupted_while_it_waits(self):
        for fault, said in [(dict(kind="limited"), "asks to slow down: waiting 60 s"), (dict(kind="throttled"), "asks to slow down: waiting 30 s")]:
            with self.subTest(fault=fault):
                server = Server(self)
                here = GitlabPlace(server)
                server.fault(method="POST", path_part="/labels", **fault)
                before = here.files()
                process = here.start(*FINALIZE)
                self.read_until(process, said)
                process.send_signal(signal.SIGINT)
                self.assertEqual(here.end(process, seconds=5).code, 130)
                self.assertEqual(self.without_lock(here.files()), before)
                self.assertEqual(here.run(*FINALIZE).code, 0)
                self.is_whole(server, here)

    def without_lock(self, files):
        """Without what this machine keeps of a run that was cut off."""
        return {name: content for name, content in files.items() if name not in ("work/.secokr/lock", "work/.secokr/unfinished.json")}

    def read_until(self, process, text):
        seen = b""
        while text.encode().lower() not in seen.lower():
            line = process.stderr.readline()
            self.assertTrue(line, f"{text!r} did not come before the end:\n{seen.decode()}")
            seen += line


class TwoAtOnce(Quarter):
    def test_two_clones(self):
        """GitLab has no guard against two who create at once. Of two issues with one id one counts, the same for everybody, and reruns settle."""
        for number in range(8):
            server = Server(self)
            places = [GitlabPlace(server), GitlabPlace(server)]
            runs = [here.end(process) for here, process in [(here, here.start(*FINALIZE)) for here in places]]
            with self.subTest(round=number):
                self.assertIn(0, [run.code for run in runs], "\n".join(map(str, runs)))
                for run in runs:
                    self.assertIn(run.code, (0, 5, 8), str(run))
                    if run.code != 0:
                        self.says(run, run.code)
                for here in places:
                    run = here.run(*FINALIZE)
                    self.assertEqual(run.code, 0, str(run))
                writes = len(server.writes())
                titles = sorted({issue["title"] for issue in server.all("issues")})
                self.assertEqual(titles, [issue[0] for issue in self.whole["issues"]])
                seen = []
                for here in places:
                    self.assertIn("Nothing to do", here.run(*FINALIZE).text())
                    run = here.run("report", "dashboard", "--quarter", "FY28-Q1", "--json")
                    self.assertEqual(run.code, 0, str(run))
                    seen.append(json.loads(run.out)["objectives"])
                self.assertEqual(len(server.writes()), writes)
                self.assertEqual(seen[0], seen[1])
                self.assertEqual(sum(1 + len(objective["key_results"]) for objective in seen[0]), len(titles))
            server.double.__exit__()


if __name__ == "__main__":
    gitlab_place.main()
