using Xunit.Sdk;

namespace SchemaSdk.Mutation;

/// <summary>Judges mutants one after another, in one warm process.</summary>
internal sealed class Worker
{
    /// <summary>The exit code after a mutant that did not end.</summary>
    public const int Overdue = 7;

    /// <summary>The exit code after so many sessions that another process should go on.</summary>
    public const int Full = 8;

    private const int MaxSessions = 100;

    private readonly Workplace _place;
    private readonly bool _isThorough;
    private readonly IReadOnlyList<Mutant> _mutants;
    private readonly Coverage _coverage;
    private readonly TestOrder _order;
    private Session? _warm;
    private int _sessions;

    public Worker(Workplace place, bool isThorough)
    {
        (_place, _isThorough) = (place, isThorough);

        // In an order that looks random: a run that is stopped has judged a fair sample of every stage.
        _mutants = [.. StrykerReport.Read(place).Mutants().OrderBy(mutant => unchecked((uint)mutant.Id * 2_654_435_761))];
        _coverage = place.ReadCoverage();
        _order = new TestOrder(_coverage, _mutants);
    }

    /// <summary>Judges what has no verdict yet; ends the process.</summary>
    /// <param name="files">Parts of the files' paths; none for all.</param>
    public int Run(string[] files)
    {
        var known = _place.Verdicts();
        foreach (var mutant in _mutants.Where(mutant => files.Length == 0 || files.Any(mutant.File.Contains)))
        {
            if (known.TryGetValue(mutant.Id, out var verdict) && !(_isThorough && verdict.IsQuick))
            {
                continue;
            }

            if (_sessions > MaxSessions)
            {
                Environment.Exit(Full);
            }

            _place.Note(new Verdict(mutant.Id, Verdict.Running));
            try
            {
                _place.Note(Judge(mutant));
            }
            catch (TimeoutException)
            {
                _place.Note(new Verdict(mutant.Id, Verdict.Timeout));
                Environment.Exit(Overdue);
            }
        }

        // Whatever a mutant started may go on.
        Environment.Exit(0);
        return 0;
    }

    private Verdict Judge(Mutant mutant)
    {
        var tests = _coverage.Tests.Where(test => test.Cold.Contains(mutant.Id) || test.Warm.Contains(mutant.Id)).ToList();
        if (tests.Count == 0)
        {
            return new Verdict(mutant.Id, Verdict.NoCoverage);
        }

        var isQuick = false;
        if (!_coverage.Static.Contains(mutant.Id))
        {
            var warm = Chosen(tests.Where(test => test.Warm.Contains(mutant.Id)), mutant, ref isQuick);
            if (Killer(_warm ??= new Session(_place, Session.None), mutant, warm) is not { } killer)
            {
                tests.RemoveAll(test => test.Warm.Contains(mutant.Id));
            }
            else if (PassesWithoutMutant(killer))
            {
                return new Verdict(mutant.Id, Verdict.Killed, killer.DisplayName);
            }
            else
            {
                _warm = null;
            }
        }

        // What runs once in a process is shared by all tests of a class, whichever of them came first.
        var types = tests.Select(test => test.Type).ToHashSet();
        var shared = Chosen(_coverage.Tests.Where(test => types.Contains(test.Type)), mutant, ref isQuick);
        return shared.Count > 0 && Killer(Fresh(mutant), mutant, shared) is { } last
            ? new Verdict(mutant.Id, Verdict.Killed, last.DisplayName)
            : new Verdict(mutant.Id, Verdict.Survived, isQuick ? Verdict.Quick : "");
    }

    private Session Fresh(Mutant mutant)
    {
        _sessions++;
        return new Session(_place, mutant.Id);
    }

    private List<TestCoverage> Chosen(IEnumerable<TestCoverage> tests, Mutant mutant, ref bool isQuick)
    {
        var ordered = _order.Of(tests, mutant.File);
        var chosen = _isThorough ? ordered : TestOrder.Quick(ordered);
        isQuick |= chosen.Count < ordered.Count;
        return chosen;
    }

    private IXunitTestCase? Killer(Session session, Mutant mutant, IEnumerable<TestCoverage> tests)
    {
        session.Activate(mutant.Id);
        foreach (var test in tests)
        {
            // A test that is there no more, or under another id because of the mutant, says nothing.
            if (session.Cases(test.Type).TryGetValue(test.Id, out var known)
                && session.Run(known, TimeSpan.FromMilliseconds(6_000 + (8 * test.Milliseconds))) is not null)
            {
                _order.Found(test, mutant.File);
                return known;
            }
        }

        return null;
    }

    /// <summary>Returns true if the test passes without a mutant. If not, what a mutant left behind would kill the next ones.</summary>
    private bool PassesWithoutMutant(IXunitTestCase test)
    {
        _warm!.Activate(Session.None);
        return _warm.Run(test, TimeSpan.FromMinutes(2)) is null;
    }
}
