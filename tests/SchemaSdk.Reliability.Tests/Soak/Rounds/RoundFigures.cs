using System.Globalization;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>The measurements of a round. They hold no reference to its jobs, because that would distort the measured memory.</summary>
internal sealed record RoundFigures
{
    public required int Number { get; init; }

    public required IReadOnlyList<string> Broken { get; init; }

    public required int Jobs { get; init; }

    public required int AtOnce { get; init; }

    /// <summary>The number of submitted inputs whose file the service has stored.</summary>
    public required int Stored { get; init; }

    public required int Billed { get; init; }

    public required int Told { get; init; }

    public required int Unknown { get; init; }

    public required int Resubmits { get; init; }

    public required int Resumes { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>The memory in use once the round has been released.</summary>
    public long Bytes { get; init; }

    /// <summary>The number of open sockets once the round has been released; 0 on systems that cannot count them.</summary>
    public int Sockets { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"round {Number}: {Jobs} jobs, {AtOnce} at once, {Elapsed.TotalSeconds:0.0} s; {Billed} charged = {Told} reported + "
        + $"{Billed - Told} of {Unknown} unknown; {Resubmits} resubmits, {Resumes} resumes, {Stored} files stored; afterwards {Sockets} "
        + $"sockets and {Bytes / 1024.0:0} KiB");
}
