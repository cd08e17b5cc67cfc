using System.Globalization;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The result of a cell.</summary>
internal sealed record CellResult(Cell Cell)
{
    public required string Outcome { get; init; }

    /// <summary>The number of submits that reached the service.</summary>
    public required long Posts { get; init; }

    /// <summary>The number of them that the service refused for now, so that they may come again.</summary>
    public required long RefusedPosts { get; init; }

    /// <summary>The number that the client took to be refused for now.</summary>
    public required long TakenAsRefused { get; init; }

    /// <summary>The number of attempts at a submit of which the client says that they have not left, for want of a connection.</summary>
    public required long Unsent { get; init; }

    /// <summary>The number of submits that the service accepted.</summary>
    public required long Bills { get; init; }

    /// <summary>The way in which the request id can be had.</summary>
    public required string Id { get; init; }

    public required bool HasToken { get; init; }

    public required bool WasElsewhere { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required string Text { get; init; }

    /// <summary>True if the cell was run before, came to the right outcome then, and was late.</summary>
    public bool IsSecond { get; init; }

    /// <summary>
    /// True if everything but the time is as promised, as when a machine is too busy to keep a hundredth of a limit. A wrong outcome is
    /// never run again.
    /// </summary>
    public bool IsMerelyLate => IsLate && !Wrong().Any();

    public TimeSpan Limit => Expected.Limit(Cell.Call) / FastTime.Factor;

    /// <summary>Every promise that does not hold.</summary>
    public IEnumerable<string> Broken() => IsLate
        ? Wrong().Append($"it took {Elapsed.TotalSeconds:0.00} s of {Limit.TotalSeconds:0.00} s")
        : Wrong();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Broken().Any() ? "!! " : "")}{Outcome}, {Posts - RefusedPosts} "
        + $"P{(RefusedPosts > 0 ? $"+{RefusedPosts}" : "")}{(Unsent > 0 ? $" {Unsent} U" : "")}, {Id}, "
        + $"{Elapsed.TotalSeconds:0.00}/{Limit.TotalSeconds:0.00} s");

    // A quarter and a second more, for a busy machine: limits are a hundredth of the real ones.
    private bool IsLate => Elapsed > (1.25 * Limit) + TimeSpan.FromSeconds(1);

    /// <summary>The promises that no machine is too busy for.</summary>
    private IEnumerable<string> Wrong()
    {
        if (!Cell.Expected.Contains(Outcome))
        {
            yield return $"the outcome is '{Outcome}', not '{string.Join("' or '", Cell.Expected)}'";
        }

        if (TakenAsRefused != RefusedPosts)
        {
            yield return $"the service refused {RefusedPosts} submits for now, and the client took {TakenAsRefused} to be so";
        }

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
