using System.Globalization;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>The measurements of a round. They hold no reference to its jobs, because that would distort the measured memory.</summary>
internal sealed record RoundFigures
{
    public required int Number { get; init; }

    public required IReadOnlyList<string> Broken { get; init; }

    public required int Jobs { get; init; }

    public required int AtOnce { get; init; }

    public required long Requests { get; init; }

    public required int InFlight { get; init; }

    /// <summary>The number of requests that cancelled a job. They do not count towards the limit of requests in flight.</summary>
    public required int Cancels { get; init; }

    /// <summary>The number of submitted inputs whose file the service has stored.</summary>
    public required int Stored { get; init; }

    /// <summary>The number of watched jobs that succeeded.</summary>
    public required int Watched { get; init; }

    /// <summary>The number of event streams that the client has opened or tried to open.</summary>
    public required int Streams { get; init; }

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

    /// <summary>The memory in use once the round has been released.</summary>
    public long Bytes { get; init; }

    /// <summary>The number of open sockets once the round has been released; 0 on systems that cannot count them.</summary>
    public int Sockets { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"round {Number}: {Jobs} jobs, {AtOnce} at once, {Elapsed.TotalSeconds:0.0} s ({Submitting.TotalSeconds:0.0} s to submit, "
        + $"{Processor.TotalSeconds:0.0} s of a processor), {Requests} requests, {InFlight} at once, on {Connections} connections; "
        + $"{Billed} charged = {Told} reported + {Billed - Told} of {Unknown} unknown; {Resubmits} resubmits, {Resumes} resumes; "
        + $"{Stored} files stored, {Watched} watched with {Streams} streams; "
        + $"{Ends}; afterwards {Sockets} sockets and {Bytes / 1024.0:0} KiB");
}
