namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>
/// The outcomes that the client promises for each fault, in the table's words. They depend only on what a client can know about the fault.
/// </summary>
internal static class Expected
{
    /// <summary>The possible outcomes. Several are possible only if the outcome depends on a race.</summary>
    public static string[] AnyOf(Cell cell) => (cell.Service, cell.Call, cell.Kind) switch
    {
        // The answer to the first cancel is lost. HTTP 400 in answer to the second means refused, even with a broken body.
        ({ ConfirmsCancels: false }, Call.Cancel, FaultKind.Doubtful) when cell.Row.IsForGood => ["unconfirmed", "refused"],
        // If a body is too long but otherwise right, the client may have read enough of it.
        ({ ConfirmsCancels: false }, Call.Cancel, FaultKind.Heavy) when cell.Row.IsForGood => ["unconfirmed", "refused", "notcancelable"],
        ({ ConfirmsCancels: false }, Call.Cancel, not FaultKind.Final) =>
            cell.Row.IsForGood ? ["unconfirmed"] : ["unconfirmed", "notcancelable"],
        // With bare outputs, a 503 for the result means that the job has failed, unless a proxy sent the 503.
        ({ HasBareOutput: true }, Call.Result, _) when cell.Row.IsBusy503 => ["failed"],
        ({ HasBareOutput: true }, Call.Result, _) when cell.Row.IsWholeJson => ["result"],
        _ => AnyOf(cell.Call, cell.Kind, cell.Row.IsForGood),
    };

    private static string[] AnyOf(Call call, FaultKind kind, bool isForGood) => (call, kind) switch
    {
        (Call.Submit or Call.Many, FaultKind.Racing) =>
            [Of(call, FaultKind.Doubtful, isForGood), Of(call, FaultKind.Unsent, isForGood)],
        // Either outcome is right: the deadline can pass during a wait or just before the next attempt.
        (Call.Status or Call.Result, FaultKind.NotForSeconds or FaultKind.Proxied) when isForGood => ["unavailable", "timeout"],
        (Call.Cancel, FaultKind.Heavy) =>
            [Of(call, FaultKind.Doubtful, isForGood), Of(call, FaultKind.Silent, isForGood)],
        // A client that is disposed before the submit starts no job. After that, it waits up to 50 ms of real time for the answer.
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

        (Call.Upload or Call.Put, FaultKind.Harmless or FaultKind.OtherJob) => "job",
        (Call.Upload or Call.Put, FaultKind.Final) => "refused",
        (Call.Upload or Call.Put, FaultKind.NotForLong) => "unavailable",
        (Call.Upload or Call.Put, _) => isForGood ? "unavailable" : "job",

        (_, FaultKind.Harmless) => "file",
        // A file that is too large or has the wrong type is not requested again.
        (_, FaultKind.Final or FaultKind.Heavy or FaultKind.NotForLong or FaultKind.OtherForm) => "no file",
        _ => isForGood ? "no file" : "file",
    };

    /// <summary>The time that a call may take with the options of <see cref="CellRun"/>, measured on the client's clock.</summary>
    public static TimeSpan Limit(Call call) => call switch
    {
        // Retry.SubmitBudget, a last attempt, and five seconds for the answer.
        Call.Submit => TimeSpan.FromSeconds(120 + 100 + 5),
        // A first attempt, Retry.SubmitBudget, a last attempt, and five seconds for the answer.
        Call.Upload or Call.Put => TimeSpan.FromSeconds(100 + 120 + 100 + 5),
        // Retry.QuotaBudget, the time of a submit, and half a minute for the job.
        Call.Many => TimeSpan.FromSeconds(CellRun.QuotaSeconds + 120 + 100 + 5 + 30),
        // Five seconds for the answer, and some time for a busy machine.
        Call.Leave => TimeSpan.FromSeconds(5 + CellRun.LastChanceSeconds),
        // Retry.ReadBudget, a last attempt, and one requested delay of 7 s.
        Call.Status or Call.Result or Call.Catalog => TimeSpan.FromSeconds(120 + 30 + 7),
        Call.Cancel => TimeSpan.FromSeconds(CellRun.LastChanceSeconds),
        // A first attempt, Retry.ReadBudget, and a last attempt. An attempt may be silent twice: before the headers and after them.
        _ => TimeSpan.FromSeconds((2 * CellRun.LastChanceSeconds) + 120 + (2 * CellRun.LastChanceSeconds)),
    };
}
