using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SchemaSdk.Mutation;

/// <summary>The mutated generator and its tests, loaded afresh: no static member of either remembers an earlier mutant.</summary>
/// <remarks>It is never unloaded: a process that had many of them ends, and another goes on.</remarks>
internal sealed class Session
{
    /// <summary>No mutant.</summary>
    public const int None = -1;

    private static readonly string[] Assemblies = ["SchemaSdk.Schemas.dll", "SchemaSdk.Generator.dll", "SchemaSdk.Generator.Tests.dll"];

    private readonly AssemblyLoadContext _context = new("mutants");
    private readonly Dictionary<string, IReadOnlyDictionary<string, IXunitTestCase>> _cases = [];
    private readonly TestAssembly _tests;
    private readonly FieldInfo _active;
    private readonly FieldInfo _capture;
    private readonly MethodInfo _reset;
    private readonly MethodInfo _covered;

    public Session(Workplace place, int mutant)
    {
        // Each names the others, and would else find those without mutants.
        var assemblies = Assemblies.Select(name => Path.Combine(AppContext.BaseDirectory, name)).Select(path =>
            _context.LoadFromAssemblyPath(Path.GetFileName(path) == Path.GetFileName(place.Mutated) ? place.Mutated : path)).ToList();
        var control = assemblies.SelectMany(assembly => assembly.GetTypes()).Single(type => type.Name == "MutantControl");
        _active = control.GetField("ActiveMutant")!;
        _capture = control.GetField("CaptureCoverage")!;
        _reset = control.GetMethod("ResetCoverage")!;
        _covered = control.GetMethod("GetCoverageData")!;
        _tests = new TestAssembly(new ReflectionAssemblyInfo(assemblies[^1]));
        Activate(mutant);
    }

    /// <summary>Says which mutant is switched on.</summary>
    public void Activate(int mutant) => _active.SetValue(null, mutant);

    /// <summary>The classes of the tests.</summary>
    public IEnumerable<string> Types() =>
        Find((discoverer, found) => discoverer.Find(false, found, SequentialRun.Options)).Select(
            test => test.TestMethod.TestClass.Class.Name).Distinct();

    /// <summary>The tests of a class, by their ids; without those that are left out.</summary>
    public IReadOnlyDictionary<string, IXunitTestCase> Cases(string type)
    {
        if (!_cases.TryGetValue(type, out var cases))
        {
            _cases[type] =
                cases = Find((discoverer, found) => discoverer.Find(type, false, found, SequentialRun.Options)).ToDictionary(
                    test => test.UniqueID);
        }

        return cases;
    }

    /// <summary>Runs a test and returns its failure; null if it passes.</summary>
    /// <exception cref="TimeoutException">It did not end in time. It goes on running: this process has to end.</exception>
    public string? Run(IXunitTestCase test, TimeSpan limit)
    {
        // Not by the clock: on a busy machine everything takes long.
        var end = Environment.CpuUsage.TotalTime + limit;
        var deadlock = Stopwatch.StartNew();
        var failures = new FailureSink();
        var run = Task.Run(async () =>
        {
            using var runner = new XunitTestAssemblyRunner(_tests, [test], new SilentSink(), failures, SequentialRun.Options);
            await runner.RunAsync().ConfigureAwait(false);
        });
        while (!run.Wait(TimeSpan.FromMilliseconds(100)))
        {
            if (Environment.CpuUsage.TotalTime > end || deadlock.Elapsed > TimeSpan.FromMinutes(10))
            {
                throw new TimeoutException();
            }
        }

        return failures.First;
    }

    /// <summary>The mutants that a test runs, those that it runs while a type is initialized, and what it costs.</summary>
    /// <exception cref="InvalidOperationException">It fails without any mutant.</exception>
    public (int[] All, int[] Static, double Milliseconds) Cover(IXunitTestCase test)
    {
        _reset.Invoke(null, null);
        _capture.SetValue(null, true);
        var before = Environment.CpuUsage.TotalTime;
        var failure = Run(test, TimeSpan.FromMinutes(5));
        var time = Environment.CpuUsage.TotalTime - before;
        _capture.SetValue(null, false);
        var lists = (IList<int>[])_covered.Invoke(null, null)!;
        return failure is null
            ? ([.. lists[0].Concat(lists[1]).Distinct().Order()], [.. lists[1]], Math.Round(time.TotalMilliseconds, 1))
            : throw new InvalidOperationException($"{failure} fails without any mutant.");
    }

    private IEnumerable<IXunitTestCase> Find(Action<ITestFrameworkDiscoverer, FoundSink> find)
    {
        using var framework = new XunitTestFramework(new SilentSink());
        using var discoverer = framework.GetDiscoverer(_tests.Assembly);
        using var found = new FoundSink();
        find(discoverer, found);
        return found.Wait().Cast<IXunitTestCase>().Where(test => !LeftOut.Contains(test));
    }
}
