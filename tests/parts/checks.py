"""Prints the results of checks in the form that tests/run counts."""


def report(wrong):
    """Prints what is wrong by the name of each check, where anything is, and the counts; whether
    any check failed."""
    failed = {name: found for name, found in wrong.items() if found}
    for name, found in failed.items():
        print(f"{name}: {found}")
    print(f"{len(wrong) - len(failed)} checks passed, {len(failed)} checks failed")
    return bool(failed)
