using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>The reported changes to an input or output, and whether older code and values still work.</summary>
internal sealed record Verdict(VintagePair Pair, Direction Way, IReadOnlyList<ModelChange> Told)
{
    /// <summary>The reason why code that sends inputs or reads results does not compile; null if it compiles.</summary>
    public string? Uncompiled { get; init; }

    /// <summary>The reason why code that reads inputs does not compile; null if it compiles.</summary>
    public string? Unread { get; init; }

    /// <summary>A value that was accepted and is now refused; null if none was found.</summary>
    public string? Refused { get; init; }

    /// <summary>True if the reported changes require a new major version.</summary>
    public bool IsToldMajor => Told.Any(change => change.Severity >= Severity.Unknown);

    public string? Break => Uncompiled ?? Refused;

    /// <summary>What broke callers without being reported; null if every break was reported.</summary>
    public string? Missed => Break is not null && !IsToldMajor ? Break
        : Unread is not null && !Told.Any(change => change.Severity >= Severity.Reading) ? "of reading: " + Unread
        : null;

    /// <summary>What was reported as a break although callers still work; null if every reported break occurred.</summary>
    public string? Unshown => IsToldMajor && Break is null ? Listed(Severity.Unknown)
        : Told.Any(change => change.Severity == Severity.Reading) && Unread is null ? "of reading: " + Listed(Severity.Reading)
        : null;

    private string Listed(Severity least) =>
        string.Join("; ", Told.Where(change => change.Severity >= least).Select(change => $"{change.Rule}: {change.Text}"));
}
