using System.Globalization;

namespace SchemaSdk.Mutation;

/// <summary>The fate of a mutant, in Stryker's words.</summary>
/// <param name="Mutant">Its number.</param>
/// <param name="Status">One of the constants.</param>
/// <param name="Remark">The test that told; or <see cref="Quick"/>.</param>
internal sealed record Verdict(int Mutant, string Status, string Remark = "")
{
    /// <summary>A test fails.</summary>
    public const string Killed = "Killed";

    /// <summary>No test fails.</summary>
    public const string Survived = "Survived";

    /// <summary>A test does not end.</summary>
    public const string Timeout = "Timeout";

    /// <summary>No test runs it.</summary>
    public const string NoCoverage = "NoCoverage";

    /// <summary>Being judged; where a process ended before it was, that is a verdict.</summary>
    public const string Running = "Running";

    /// <summary>Remark of a survivor that some tests have not tried.</summary>
    public const string Quick = "quick";

    /// <summary>True if more tests could give another verdict.</summary>
    public bool IsQuick => Status == Survived && Remark == Quick;

    /// <summary>Reads a line of a journal.</summary>
    public static Verdict Parse(string line)
    {
        var parts = line.Split('\t', 3);
        return new Verdict(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2]);
    }

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mutant}\t{Status}\t{Remark.ReplaceLineEndings(" ").Replace('\t', ' ')}");
}
