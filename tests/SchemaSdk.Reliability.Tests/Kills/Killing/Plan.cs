using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>A point at which to kill the process, and the state in which the kill must leave the job.</summary>
/// <param name="Point">The point at which the process is killed.</param>
/// <param name="Kind">The kind of job that reaches the point.</param>
/// <param name="Before">The state of the job before the point; null if the job is not in the ledger.</param>
/// <param name="After">The state of the job if the step that is being recorded survives; <c>Before</c> if none is being recorded.</param>
internal sealed record Plan(KillPoint Point, string Kind, LedgerState? Before, LedgerState? After)
{
    private static readonly string[] Moments = ["unwritten", "written", "flushed"];

    public static IReadOnlyList<Plan> All { get; } =
    [
        .. Each("intended", JobKind.Plain, null, LedgerState.Intended),
        .. Each("sending", JobKind.Plain, LedgerState.Intended, LedgerState.Sending),
        .. Each("postponed", JobKind.Postponed, LedgerState.Sending, LedgerState.Intended),
        .. Each("refused", JobKind.Refused, LedgerState.Sending, LedgerState.Refused),
        .. Each("accepted", JobKind.Plain, LedgerState.Sending, LedgerState.Accepted),
        .. Each("unknown", JobKind.Unheard, LedgerState.Sending, LedgerState.Unknown),
        .. Each("ended", JobKind.Plain, LedgerState.Accepted, LedgerState.Ended),
        .. Each("ended", JobKind.Failed, LedgerState.Accepted, LedgerState.Ended),
        .. Each("delivered", JobKind.Plain, LedgerState.Ended, LedgerState.Delivered),
        .. from moment in new[] { "leaving", "arrived", "dropped", "accepted", "answered" }
           select new Plan(new KillPoint("submit", moment), JobKind.Plain, LedgerState.Sending, LedgerState.Sending),
    ];

    /// <summary>
    /// The points in the life of the file: when it is created, checkpointed or closed, or when a process continues after an earlier kill.
    /// </summary>
    public static IReadOnlyList<Plan> OfFiles { get; } =
    [
        .. Each("new file", JobKind.Plain, null, null),
        .. Each("new tables", JobKind.Plain, null, null),
        .. Each("sending", JobKind.Plain, LedgerState.Intended, LedgerState.Sending, (At("sending", "written"), Left.Half)),
        .. Each("unknown", JobKind.Plain, LedgerState.Sending, LedgerState.Unknown, (At("sending", "flushed"), Left.All)),
        .. Each("checkpoint", JobKind.Plain, LedgerState.Accepted, LedgerState.Accepted, (At("accepted", "flushed"), Left.All)),
        .. Each("close", JobKind.Plain, LedgerState.Delivered, LedgerState.Delivered),
        .. Each("mode", JobKind.Plain, LedgerState.Delivered, LedgerState.Delivered),
    ];

    /// <summary>The points in the life of a job without a key, whose first two steps are recorded in one write.</summary>
    public static IReadOnlyList<Plan> WithoutKey { get; } =
    [
        .. Each("first", JobKind.Keyless, null, LedgerState.Sending),
        .. from moment in new[] { "unwritten", "flushed" }
           select new Plan(new KillPoint("accepted", moment), JobKind.Keyless, LedgerState.Sending, LedgerState.Accepted),
    ];

    /// <summary>The earlier kill for the same job; null if this plan's kill is the first.</summary>
    public (Plan Plan, Left Left)? First { get; private init; }

    public string Words => Point.Line switch
    {
        "accepted" when Kind == JobKind.Keyless => $"no key: {Point}",
        "sending" when First is not null => $"torn end: {Point}",
        "unknown" when First is not null => $"opening: {Point}",
        _ => Point.ToString(),
    };

    /// <summary>True if the point concerns the file and not one of its jobs.</summary>
    public bool IsOfFile => IsNew || Point.Line is "checkpoint" or "close" or "mode";

    /// <summary>True if the file is new at this point. This happens only once per file.</summary>
    public bool IsNew => Point.Line is "new file" or "new tables";

    /// <summary>True if the point is a moment at the service, and not in the process.</summary>
    public bool IsAtService => Point is { Line: "submit", Moment: "arrived" or "dropped" or "accepted" };

    /// <summary>True if bytes have been written at this point but not flushed.</summary>
    public bool LeavesBytes => Point.Moment == "written";

    /// <summary>The state in which the kill must leave the job. The test reads the state before a ledger is opened again.</summary>
    public LedgerState? Expected(Left left) => Point.Moment switch
    {
        "unwritten" => Before,
        "written" when left == Left.All => After,
        "written" => Before,
        _ => After,
    };

    /// <summary>
    /// The final state of a job after a process that is not killed has used the job's key again. A job without a key is not run again.
    /// </summary>
    public LedgerState? EndOf(LedgerState? found) => found switch
    {
        LedgerState.Sending or LedgerState.Unknown => LedgerState.Unknown,
        _ when Kind == JobKind.Keyless => found,
        null or LedgerState.Intended or LedgerState.Refused when Kind == JobKind.Refused => LedgerState.Refused,
        _ => LedgerState.Delivered,
    };

    private static IEnumerable<Plan> Each(
        string line, string kind, LedgerState? before, LedgerState? after, (Plan Plan, Left Left)? first = null) =>
        Moments.Select(moment => new Plan(new KillPoint(line, moment), kind, before, after) { First = first });

    private static Plan At(string line, string moment) => All.First(plan => plan.Point == new KillPoint(line, moment));
}
