using System.Globalization;

namespace SchemaSdk.Kills;

/// <summary>The command-line arguments of a process that a test kills.</summary>
/// <param name="Ledger">The path of the ledger in SQLite, or the connection string of its database.</param>
/// <param name="Service">The address of the service.</param>
/// <param name="Left">Which unflushed bytes are on the disk after the kill.</param>
/// <param name="Stop">The point at which the process waits to be killed; null for none.</param>
/// <param name="Keys">The keys of the jobs that it runs. A job without a key has a name instead, which starts with a fixed word.</param>
internal sealed record KillOrder(string Ledger, Uri Service, Left Left, Stop? Stop, IReadOnlyList<string> Keys)
{
    /// <summary>The start of the name of a job without a key.</summary>
    internal const string Keyless = "keyless";

    private const string Nowhere = "-";

    /// <summary>The time between the starts of jobs; zero to start all at the same time.</summary>
    internal TimeSpan Pace { get; init; }

    /// <summary>The lease time, after which other processes may claim a killed process's jobs.</summary>
    internal TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True if the ledger is in PostgreSQL, so <see cref="Ledger"/> is a connection string.</summary>
    internal bool IsInDatabase => Ledger.StartsWith("Host=", StringComparison.Ordinal);

    internal IReadOnlyList<string> ToArguments() =>
    [
        Ledger, Service.ToString(), Left.ToString(), Stop?.Key ?? Nowhere, Stop?.Point.Line ?? Nowhere, Stop?.Point.Moment ?? Nowhere,
        Pace.ToString("c", CultureInfo.InvariantCulture), LeaseTime.ToString("c", CultureInfo.InvariantCulture), .. Keys,
    ];

    internal static KillOrder Of(string[] arguments) => new(
        arguments[0],
        new Uri(arguments[1]),
        Enum.Parse<Left>(arguments[2]),
        arguments[3] == Nowhere ? null : new Stop(arguments[3], new KillPoint(arguments[4], arguments[5])),
        arguments[8..])
    {
        Pace = TimeSpan.Parse(arguments[6], CultureInfo.InvariantCulture),
        LeaseTime = TimeSpan.Parse(arguments[7], CultureInfo.InvariantCulture),
    };
}

/// <summary>The point at which to kill the process: a job's key, and a moment in the life of that job.</summary>
internal sealed record Stop(string Key, KillPoint Point);

/// <summary>A moment at which a process can be killed: a step in a job, and how far the step has got.</summary>
internal sealed record KillPoint(string Line, string Moment)
{
    public override string ToString() => $"{Line}, {Moment}";
}
