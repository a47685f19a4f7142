"""Runs the GitLab double as a program; it ends with this process."""
import json
import subprocess


class GitlabDouble:
    def __init__(self, program: str, *arguments: str):
        self.process = subprocess.Popen(
            [program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        start = self._answer()
        self.origin: str = start["origin"]
        self.project: str = start["project"]
        self.tokens: dict[str, str] = start["tokens"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def order(self, order: str, **parts) -> dict:
        self.process.stdin.write(json.dumps({"order": order, **parts}) + "\n")
        self.process.stdin.flush()
        answer = self._answer()
        if "error" in answer:
            raise RuntimeError(f"the double refused {order}: {answer['error']}")
        return answer

    def _answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the double ended: {self.process.wait(timeout=10)}")
        return json.loads(line)
