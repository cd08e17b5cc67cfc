using System.Globalization;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>The figures of a round. They hold on to none of its jobs.</summary>
internal sealed record RoundFigures
{
    public required int Number { get; init; }

    public required IReadOnlyList<string> Broken { get; init; }

    public required int Jobs { get; init; }

    public required int AtOnce { get; init; }

    public required long Requests { get; init; }

    public required int InFlight { get; init; }

    /// <summary>The number of them that cancelled a job: these have places of their own.</summary>
    public required int Cancels { get; init; }

    public required long Connections { get; init; }

    public required int Billed { get; init; }

    public required int Told { get; init; }

    public required int Unknown { get; init; }

    public required int Resubmits { get; init; }

    public required int Resumes { get; init; }

    public required string Ends { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required TimeSpan Submitting { get; init; }

    public required TimeSpan Processor { get; init; }

    /// <summary>The memory that the process holds once nothing of the round is needed.</summary>
    public long Bytes { get; init; }

    /// <summary>The same, in sockets; 0 where they cannot be counted.</summary>
    public int Sockets { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"round {Number}: {Jobs} jobs, {AtOnce} at once, {Elapsed.TotalSeconds:0.0} s ({Submitting.TotalSeconds:0.0} s to submit, "
        + $"{Processor.TotalSeconds:0.0} s of a processor), {Requests} requests, {InFlight} at once, on {Connections} connections; "
        + $"{Billed} billed = {Told} told + {Billed - Told} of {Unknown} unknown; {Resubmits} submitted again, {Resumes} waited for again; "
        + $"{Ends}; afterwards {Sockets} sockets and {Bytes / 1024.0:0} KiB");
}
