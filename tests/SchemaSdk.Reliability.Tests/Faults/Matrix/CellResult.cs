using System.Globalization;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The result of a cell.</summary>
internal sealed record CellResult(Cell Cell)
{
    public required string Outcome { get; init; }

    public required long Posts { get; init; }

    /// <summary>The number of submits that the service refused temporarily.</summary>
    public required long RefusedPosts { get; init; }

    public required long TakenAsRefused { get; init; }

    /// <summary>The number of attempts that the client logged as not sent because it had no connection.</summary>
    public required long Unsent { get; init; }

    public required long Bills { get; init; }

    public required string Id { get; init; }

    /// <summary>Describes each stored file whose content differs from that of the file in the submitted input.</summary>
    public required IReadOnlyList<string> LostFiles { get; init; }

    public required bool HasToken { get; init; }

    public required bool WasElsewhere { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required string Text { get; init; }

    /// <summary>True if the cell ran again, because its first run was inconclusive.</summary>
    public bool IsSecond { get; init; }

    /// <summary>
    /// True if the cell must run again because the machine was too busy: only the duration is wrong, or every submit timed out before
    /// it reached the fault.
    /// </summary>
    public bool IsInconclusive => Wrong().Any() ? Posts == 0 && Unsent > 0 && !Cell.Expected.Contains(Outcome) : IsLate;

    public TimeSpan Limit => Expected.Limit(Cell.Call) / FastTime.Factor;

    public IEnumerable<string> Broken() => IsLate
        ? Wrong().Append($"it took {Elapsed.TotalSeconds:0.00} s; the limit is {Limit.TotalSeconds:0.00} s")
        : Wrong();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Broken().Any() ? "!! " : "")}{Outcome}, {Posts - RefusedPosts} "
        + $"P{(RefusedPosts > 0 ? $"+{RefusedPosts}" : "")}{(Unsent > 0 ? $" {Unsent} U" : "")}, {Id}, "
        + $"{Elapsed.TotalSeconds:0.00}/{Limit.TotalSeconds:0.00} s");

    // On a busy machine, a call may exceed its limit a little.
    private bool IsLate => Elapsed > (1.25 * Limit) + TimeSpan.FromSeconds(1);

    private IEnumerable<string> Wrong()
    {
        if (!Cell.Expected.Contains(Outcome))
        {
            yield return $"the outcome is '{Outcome}', not '{string.Join("' or '", Cell.Expected)}'";
        }

        if (TakenAsRefused != RefusedPosts)
        {
            yield return $"the service temporarily refused {RefusedPosts} submits, but the client counted {TakenAsRefused}";
        }

        if (Posts - RefusedPosts > 1 || Bills > 1)
        {
            yield return $"{Posts} submits reached the service, {RefusedPosts} were temporarily refused, and {Bills} were charged";
        }

        if (Id == "lost")
        {
            yield return "the request id is lost, or the error does not say that nothing was submitted";
        }

        foreach (var lost in LostFiles)
        {
            yield return lost;
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
