using System.Text.Json;

namespace SchemaSdk.Kills;

/// <summary>The command-line argument of a process that a test kills.</summary>
/// <param name="Ledger">The path of the SQLite ledger, or the connection string of the PostgreSQL ledger.</param>
/// <param name="Service">The address of the service.</param>
/// <param name="Left">Which unflushed bytes are on the disk after the kill.</param>
/// <param name="Stop">The point at which the process waits to be killed; null for none.</param>
/// <param name="Keys">The keys of the process's jobs. A job without a key has a name instead, which starts with a fixed word.</param>
internal sealed record KillOrder(string Ledger, Uri Service, Left Left, Stop? Stop, IReadOnlyList<string> Keys)
{
    /// <summary>The start of the name of a job without a key.</summary>
    internal const string Keyless = "keyless";

    /// <summary>The time between the starts of jobs; zero to start all at the same time.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>The lease time, after which other processes may claim a killed process's jobs.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True if the ledger is in PostgreSQL, so <see cref="Ledger"/> is a connection string.</summary>
    internal bool IsInDatabase => Ledger.StartsWith("Host=", StringComparison.Ordinal);

    internal string ToArgument() => JsonSerializer.Serialize(this);

    internal static KillOrder Of(string argument) => JsonSerializer.Deserialize<KillOrder>(argument)!;
}

/// <summary>The point at which to kill the process: a job's key, and a moment in the life of that job.</summary>
internal sealed record Stop(string Key, KillPoint Point);

/// <summary>A moment at which a process can be killed: a step in a job, and how far the step has progressed.</summary>
internal sealed record KillPoint(string Line, string Moment)
{
    public override string ToString() => $"{Line}, {Moment}";
}
