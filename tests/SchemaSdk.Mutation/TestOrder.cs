using System.Text.RegularExpressions;

namespace SchemaSdk.Mutation;

/// <summary>Which test is likely to find a mutant in little time.</summary>
/// <param name="coverage">Which tests run which mutants.</param>
/// <param name="mutants">The mutants.</param>
internal sealed class TestOrder(Coverage coverage, IReadOnlyList<Mutant> mutants)
{
    /// <summary>The class whose tests compare all that is emitted.</summary>
    private const string Whole = "SchemaSdk.Generator.Tests.CaseTests";

    private const int ManyKillers = 12;
    private const double MaxMilliseconds = 600;
    private const double MaxTotalMilliseconds = 2_000;

    private readonly Dictionary<string, List<string>> _killers = [];
    private readonly Dictionary<string, Dictionary<string, int>> _shares = [];

    /// <summary>
    /// Puts the tests first that lately found other mutants of the file, then those that are named like it, then those that run much of
    /// it or of its folder, each time the quickest first.
    /// </summary>
    /// <param name="tests">The tests.</param>
    /// <param name="file">The file of the mutant.</param>
    public List<TestCoverage> Of(IEnumerable<TestCoverage> tests, string file)
    {
        var killers = Killers(file);
        return
        [
            .. tests
                .OrderByDescending(test => test.Milliseconds < MaxMilliseconds ? killers.LastIndexOf(test.Id) : -1)
                .ThenByDescending(test => SharedWords(Name(test.Type), Name(file)))
                .ThenByDescending(test => Share(test, file))
                .ThenBy(test => test.Type == Whole && test.Milliseconds < MaxMilliseconds && Folder(file) != "Dialect" ? 0 : 1)
                .ThenByDescending(test => Share(test, Folder(file)))
                .ThenBy(test => test.Milliseconds),
        ];
    }

    /// <summary>Of these, as many as take little time.</summary>
    public static List<TestCoverage> Quick(IReadOnlyList<TestCoverage> ordered)
    {
        var total = 0.0;
        return
        [
            .. ordered.Where(test => test.Milliseconds < MaxMilliseconds)
                .TakeWhile(test => (total += test.Milliseconds) < MaxTotalMilliseconds)
        ];
    }

    /// <summary>Remembers what found a mutant.</summary>
    public void Found(TestCoverage test, string file)
    {
        var killers = Killers(file);
        killers.Remove(test.Id);
        killers.Add(test.Id);
        killers.RemoveRange(0, Math.Max(0, killers.Count - ManyKillers));
    }

    /// <summary>Returns the number of words that two names share: two for UnionShapes and ShapeOfUnionTests.</summary>
    private static int SharedWords(string one, string other) => Words(one).Intersect(Words(other)).Count();

    private static IEnumerable<string> Words(string name) => Regex.Split(name, "(?<=.)(?=[A-Z])").Select(static word => word.TrimEnd('s'));

    /// <summary>Returns the name of a class without its namespace, or of a file without its folder and ending.</summary>
    private static string Name(string of) => of.EndsWith(".cs", StringComparison.Ordinal)
        ? Path.GetFileNameWithoutExtension(of)
        : of[(of.LastIndexOf('.') + 1)..];

    private static string Folder(string file) => Path.GetDirectoryName(file)!;

    private List<string> Killers(string file) => _killers.TryGetValue(file, out var found) ? found : _killers[file] = [];

    /// <summary>Returns the share of a test's code that is in a file or a folder, in twentieths.</summary>
    private int Share(TestCoverage test, string path)
    {
        if (!_shares.TryGetValue(path, out var shares))
        {
            var own = mutants.Where(mutant => mutant.File == path || Folder(mutant.File) == path).Select(mutant => mutant.Id).ToHashSet();
            _shares[path] = shares = coverage.Tests.ToDictionary(
                other => other.Id, other => 20 * other.Warm.Count(own.Contains) / (other.Warm.Length + 1));
        }

        return shares[test.Id];
    }
}
