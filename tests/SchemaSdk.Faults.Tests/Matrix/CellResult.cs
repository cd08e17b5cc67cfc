using System.Globalization;
using SchemaSdk.Faults.Tests.Bench;

namespace SchemaSdk.Faults.Tests.Matrix;

/// <summary>What came of a cell.</summary>
internal sealed record CellResult(Cell Cell)
{
    /// <summary>How much longer than the limit a busy machine may take.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public required string Outcome { get; init; }

    /// <summary>How many submits reached the service.</summary>
    public required long Posts { get; init; }

    /// <summary>How many of them the service refused for now, so that they may come again.</summary>
    public required long RefusedPosts { get; init; }

    /// <summary>How many submits the service accepted.</summary>
    public required long Bills { get; init; }

    /// <summary>How the request id can be had.</summary>
    public required string Id { get; init; }

    public required bool HasToken { get; init; }

    public required bool WasElsewhere { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required string Text { get; init; }

    /// <summary>Whether the cell was run before, and came to nothing worse than lateness.</summary>
    public bool IsSecond { get; init; }

    /// <summary>Whether no more than an outcome or a time is not as expected, as when a machine is too busy to keep a hundredth of a limit.</summary>
    public bool IsMerelyLate => !Grave().Any() && Broken().Any();

    public TimeSpan Limit => Expected.Limit(Cell.Call) / FastTime.Factor;

    /// <summary>Every promise that does not hold.</summary>
    public IEnumerable<string> Broken()
    {
        if (!Cell.Expected.Contains(Outcome))
        {
            yield return $"the outcome is '{Outcome}', not '{string.Join("' or '", Cell.Expected)}'";
        }

        if (Elapsed > Limit + Slack)
        {
            yield return $"it took {Elapsed.TotalSeconds:0.00} s of {Limit.TotalSeconds:0.00} s";
        }

        foreach (var promise in Grave())
        {
            yield return promise;
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Broken().Any() ? "!! " : "")}{Outcome}, {Posts - RefusedPosts} P{(RefusedPosts > 0 ? $"+{RefusedPosts}" : "")}, {Id}, "
        + $"{Elapsed.TotalSeconds:0.00}/{Limit.TotalSeconds:0.00} s");

    /// <summary>The promises about money and secrets, which no machine is too busy for.</summary>
    private IEnumerable<string> Grave()
    {
        if (Posts - RefusedPosts > 1 || Bills > 1)
        {
            yield return $"{Posts} submits reached the service, {RefusedPosts} were refused for now, and {Bills} are billed";
        }

        if (Id == "lost")
        {
            yield return "the request id is lost";
        }

        if (HasToken)
        {
            yield return "the token is in an exception or a log line";
        }

        if (WasElsewhere)
        {
            yield return "another host was called";
        }
    }
}
