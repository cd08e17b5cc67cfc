using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>The report on an input or an output, and the fate of code and values made for the older one.</summary>
/// <param name="Pair">The model.</param>
/// <param name="Way">Its input or its output.</param>
/// <param name="Told">The changes that are told.</param>
internal sealed record Verdict(VintagePair Pair, Direction Way, IReadOnlyList<ModelChange> Told)
{
    /// <summary>Why code that sends inputs, or reads results, does not compile; null if it does.</summary>
    public string? Uncompiled { get; init; }

    /// <summary>Why code that reads inputs does not compile; null if it does.</summary>
    public string? Unread { get; init; }

    /// <summary>A value that callers could send and that is refused now; null if none of those that were tried is.</summary>
    public string? Refused { get; init; }

    /// <summary>The number of values that were tried.</summary>
    public int Tried { get; init; }

    /// <summary>True if a major version is told.</summary>
    public bool IsToldMajor => Told.Any(change => change.Severity >= Severity.Unknown);

    /// <summary>The break; null for none.</summary>
    public string? Break => Uncompiled ?? Refused;

    /// <summary>The break that is not reported; null if all are.</summary>
    public string? Missed => Break is not null && !IsToldMajor ? Break
        : Unread is not null && !Told.Any(change => change.Severity >= Severity.Reading) ? "of reading: " + Unread
        : null;

    /// <summary>The reported break that did not happen; null if all did.</summary>
    public string? Unshown => IsToldMajor && Break is null ? Listed(Severity.Unknown)
        : Told.Any(change => change.Severity == Severity.Reading) && Unread is null ? "of reading: " + Listed(Severity.Reading)
        : null;

    private string Listed(Severity least) =>
        string.Join("; ", Told.Where(change => change.Severity >= least).Select(change => $"{change.Rule}: {change.Text}"));
}
