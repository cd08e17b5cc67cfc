using System.Globalization;

namespace SchemaSdk.Kills;

/// <summary>The task of a process that is to be killed, as arguments of its command line.</summary>
/// <param name="Ledger">The path of the ledger in SQLite, or the connection string of its database.</param>
/// <param name="Service">The address of the service.</param>
/// <param name="Left">What a kill leaves of bytes that were written and not flushed.</param>
/// <param name="Stop">The point at which the process announces itself and waits to be killed; null: nowhere.</param>
/// <param name="Keys">The keys of the jobs that it runs, all at once.</param>
internal sealed record KillOrder(string Ledger, Uri Service, Left Left, Stop? Stop, IReadOnlyList<string> Keys)
{
    private const string Nowhere = "-";

    /// <summary>The time from one job to the next; zero: they come all at once.</summary>
    internal TimeSpan Pace { get; init; }

    /// <summary>The time for which a database keeps the jobs of a process that was killed from others.</summary>
    internal TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True if the ledger is in a database: its path is a connection string.</summary>
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

/// <summary>A point in the life of one job.</summary>
/// <param name="Key">The key of the job; <see cref="Gate.AnyKey"/> for what is of none.</param>
/// <param name="Point">The point.</param>
internal sealed record Stop(string Key, KillPoint Point);

/// <summary>A point at which a process can be killed.</summary>
/// <param name="Line">The line of the ledger, or the step, that it is about: <c>accepted</c>.</param>
/// <param name="Moment">The moment of it: <c>written</c>.</param>
internal sealed record KillPoint(string Line, string Moment)
{
    public override string ToString() => $"{Line}, {Moment}";
}
