namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The promise of design section 6, by what a client can know, in the words of the table.</summary>
internal static class Expected
{
    /// <summary>The outcomes that may be: more than one only where a race decides, which no promise is about.</summary>
    public static string[] AnyOf(Call call, FaultKind kind, bool isForGood) => (call, kind) switch
    {
        (Call.Submit or Call.Many, FaultKind.Racing) =>
            [Of(call, FaultKind.Doubtful, isForGood), Of(call, FaultKind.Unsent, isForGood)],
        // Its deadline comes while it waits, or before the next time that it could ask.
        (Call.Status or Call.Result, FaultKind.NotForSeconds or FaultKind.Proxied) when isForGood => ["unavailable", "timeout"],
        (Call.Cancel, FaultKind.Heavy) =>
            [Of(call, FaultKind.Doubtful, isForGood), Of(call, FaultKind.Silent, isForGood)],
        // Disposed of before anything has left, nothing runs; with five seconds, a twentieth of one here, for an answer otherwise.
        (Call.Leave, FaultKind.NotForLong) => ["disposed", "unknown", "unavailable"],
        (Call.Leave, FaultKind.Racing or FaultKind.Unsent or FaultKind.NotNow or FaultKind.NotForSeconds) => ["disposed", "unknown", "job"],
        (Call.Leave, _) => ["disposed", "unknown", Of(Call.Submit, kind, isForGood)],
        _ => [Of(call, kind, isForGood)],
    };

    private static string Of(Call call, FaultKind kind, bool isForGood) => (call, kind) switch
    {
        (Call.Many, _) => Of(Call.Submit, kind, isForGood),

        (Call.Submit, FaultKind.Harmless or FaultKind.OtherJob) => "job",
        (Call.Submit, FaultKind.Unsent or FaultKind.NotNow or FaultKind.NotForSeconds) => isForGood ? "unavailable" : "job",
        (Call.Submit, FaultKind.NotForLong) => "unavailable",
        (Call.Submit, FaultKind.Final) => "refused",
        (Call.Submit, _) => "unknown",

        (Call.Status or Call.Result, FaultKind.Harmless) => "result",
        (Call.Status or Call.Result, FaultKind.Final) => "refused",
        (Call.Status or Call.Result, FaultKind.NotForLong) => "unavailable",
        (Call.Status or Call.Result, _) => isForGood ? "unavailable" : "result",

        (Call.Cancel, FaultKind.Harmless) => "canceled",
        (Call.Cancel, FaultKind.Final) => "refused",
        (Call.Cancel, FaultKind.Silent or FaultKind.NotForLong) => "unconfirmed",
        (Call.Cancel, _) => isForGood ? "unconfirmed" : "canceled",

        (Call.Catalog, FaultKind.Harmless or FaultKind.OtherJob) => "entry",
        (Call.Catalog, FaultKind.Final) => "refused",
        (Call.Catalog, FaultKind.NotForLong) => "unavailable",
        (Call.Catalog, _) => isForGood ? "unavailable" : "entry",

        // A file that is too large, or none of what it is declared to be, is not asked for again.
        (_, FaultKind.Harmless) => "file",
        (_, FaultKind.Final or FaultKind.Heavy or FaultKind.NotForLong or FaultKind.OtherForm) => "no file",
        _ => isForGood ? "no file" : "file",
    };

    /// <summary>The time that a call may take with the default options, on the client's clock.</summary>
    public static TimeSpan Limit(Call call) => call switch
    {
        // Retry.SubmitBudget, a last attempt that begins at its end, and five seconds for the answer to that.
        Call.Submit => TimeSpan.FromSeconds(120 + 100 + 5),
        // Retry.QuotaBudget too, where the input was held back first; then the job, which ends at once.
        Call.Many => TimeSpan.FromSeconds(CellRun.QuotaSeconds + 120 + 100 + 5 + 30),
        // Five seconds for the answer, and what a machine needs that is busy with other cells.
        Call.Leave => TimeSpan.FromSeconds(5 + CellRun.LastChanceSeconds),
        // Retry.ReadBudget, a last attempt, and what the service may ask to wait meanwhile; where it asks for good, the job's time.
        Call.Status or Call.Result or Call.Catalog => TimeSpan.FromSeconds(120 + 30 + 7),
        Call.Cancel => TimeSpan.FromSeconds(CellRun.LastChanceSeconds),
        // Nothing for Timeouts.Read, before or after the head; Retry.ReadBudget from then on, and a last attempt of that kind.
        _ => TimeSpan.FromSeconds((2 * CellRun.LastChanceSeconds) + 120 + (2 * CellRun.LastChanceSeconds)),
    };
}
