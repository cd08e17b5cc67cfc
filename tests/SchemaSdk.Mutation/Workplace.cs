using System.Text.Json;

namespace SchemaSdk.Mutation;

/// <summary>The folder with what Stryker made, and with what is found about it.</summary>
/// <param name="folder">Its path.</param>
internal sealed class Workplace(string folder)
{
    /// <summary>Its whole path.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The assembly with every mutant in it, each switched on by its number: the folder has its name.</summary>
    public string Mutated => Path.Combine(Folder, Path.GetFileName(Folder) + ".dll");

    /// <summary>Stryker's list of the mutants.</summary>
    public string StrykerReport => Path.Combine(Folder, "mutation-report.json");

    private string CoverageFile => Path.Combine(Folder, "coverage.json");

    private string Journal => Path.Combine(Folder, "journal.tsv");

    /// <summary>Which tests run which mutants, as far as that is known.</summary>
    public Coverage ReadCoverage() =>
        File.Exists(CoverageFile) ? JsonSerializer.Deserialize<Coverage>(File.ReadAllText(CoverageFile))! : new Coverage([], []);

    /// <summary>Keeps what is known of it.</summary>
    public void Write(Coverage coverage) => File.WriteAllText(CoverageFile, JsonSerializer.Serialize(coverage));

    /// <summary>The last verdict about each mutant, from a journal: a run goes on where another ended.</summary>
    public Dictionary<int, Verdict> Verdicts() => File.Exists(Journal)
        ? File.ReadLines(Journal)
            .Select(Verdict.Parse)
            .GroupBy(verdict => verdict.Mutant)
            .ToDictionary(verdicts => verdicts.Key, verdicts => verdicts.Last())
        : [];

    /// <summary>Adds a verdict.</summary>
    public void Note(Verdict verdict) => File.AppendAllText(Journal, $"{verdict}\n");
}
