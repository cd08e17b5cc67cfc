using SchemaSdk.Emulation;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>Every row of the matrix.</summary>
internal static class Rows
{
    private static readonly Call[] Polls = [.. Enum.GetValues<Call>().Except([Call.Download, Call.Put])];

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(7);

    private static readonly Dictionary<FaultPhase, string> PhaseNames = new()
    {
        [FaultPhase.Connect] = "before headers",
        [FaultPhase.Handshake] = "TLS",
        [FaultPhase.BeforeBody] = "before body",
        [FaultPhase.MidBody] = "mid-body",
        [FaultPhase.AfterBody] = "after body",
        [FaultPhase.BeforeResponse] = "before response",
        [FaultPhase.MidResponse] = "mid-response",
    };

    private static readonly (string Name, Func<FaultPhase, EmulatorFault> Make, FaultKind Kind)[] Breaks =
    [
        ("RST", EmulatorFault.Reset, FaultKind.Doubtful),
        ("FIN", EmulatorFault.Close, FaultKind.Closed),
        ("hang", EmulatorFault.Hang, FaultKind.Silent),
    ];

    public static IEnumerable<Row> All() => [.. Connecting(), .. Handshakes(), .. Broken(), .. Statuses(), .. Bodies(), .. Odd()];

    private static IEnumerable<Row> Connecting() =>
    [
        .. Twice("connect", "refuse", FaultKind.Unsent).Select(static row => row with { IsRefused = true }),
        new Row("connect", "hang", FaultKind.Unsent, IsForGood: true) { IsSilentPort = true },
        .. from way in Breaks
           from row in Twice(PhaseNames[FaultPhase.Connect], way.Name, way.Name == "RST" ? FaultKind.Racing : way.Kind)
           select row with { IsOfConnection = true, Make = (_, _) => way.Make(FaultPhase.Connect) },
    ];

    private static IEnumerable<Row> Handshakes() =>
    [
        .. from way in Breaks
           from row in Twice(PhaseNames[FaultPhase.Handshake], way.Name, FaultKind.Unsent)
           select row with { IsTls = true, IsOfConnection = true, Make = (_, _) => way.Make(FaultPhase.Handshake) },
        new Row("TLS", "unknown certificate", FaultKind.Unsent, IsForGood: true) { IsTls = true, IsTrusted = false },
        new Row("TLS", "none", FaultKind.Harmless, IsForGood: false) { IsTls = true },
        .. Twice("TLS, mid-response", "RST", FaultKind.Doubtful, EmulatorFault.Reset(FaultPhase.MidResponse))
            .Select(static row => row with { IsTls = true }),
    ];

    private static IEnumerable<Row> Broken() =>
        from phase in PhaseNames.Keys.Where(phase => phase is not (FaultPhase.Connect or FaultPhase.Handshake))
        from way in Breaks
        from row in Twice(
            PhaseNames[phase], way.Name, phase == FaultPhase.MidResponse && way.Kind == FaultKind.Closed ? FaultKind.Doubtful : way.Kind)
        select row with
        {
            HasLargeBody = phase == FaultPhase.MidBody,
            // Only a submit and an upload have a request body.
            Calls = phase == FaultPhase.MidBody ? [Call.Submit, Call.Leave, Call.Upload, Call.Put] : row.Calls,
            Make = (_, _) => way.Make(phase),
        };

    private static IEnumerable<Row> Statuses() =>
    [
        .. from phase in (FaultPhase[])[FaultPhase.BeforeBody, FaultPhase.AfterBody, FaultPhase.BeforeResponse]
           from code in (int[])[408, 425, 500, 502, 503, 504]
           from row in Twice(PhaseNames[phase], $"{code}", FaultKind.Doubtful, EmulatorFault.Answer(code, "text/html", Mirror, phase))
           select row,
        Of("mid-body", "503", FaultKind.Doubtful, EmulatorFault.Status(503, FaultPhase.MidBody)) with
        {
            IsForGood = false,
            HasLargeBody = true,
            Calls = [Call.Submit, Call.Upload, Call.Put],
        },

        // No client can detect that a service acted and then refused, so later phases are omitted.
        .. Refusals(FaultPhase.BeforeBody),
        .. Refusals(FaultPhase.AfterBody),
        .. from answer in ((string Name, string Type, string Body)[])[("HTML", "text/html", Mirror), ("JSON", "application/json", Gateway)]
           from phase in (FaultPhase[])[FaultPhase.AfterBody, FaultPhase.BeforeResponse]
           let fault = EmulatorFault.Answer(503, answer.Type, answer.Body, Soon, phase)
           from row in Twice(PhaseNames[phase], $"503 {answer.Name} of a proxy, 7 s", FaultKind.Proxied, fault)
           select row,
    ];

    private static IEnumerable<Row> Refusals(FaultPhase phase) =>
    [
        Of(PhaseNames[phase], "409", FaultKind.Final, EmulatorFault.Answer(409, "text/html", Mirror, phase)),
        .. Twice(PhaseNames[phase], "429", FaultKind.NotNow, EmulatorFault.Status(429, phase)),
        .. from code in (int[])[429, 503]
           let hour = EmulatorFault.NotNow(code, TimeSpan.FromHours(1), phase)
           from row in Twice(PhaseNames[phase], $"{code}, 7 s", FaultKind.NotForSeconds, EmulatorFault.NotNow(code, Soon, phase))
               .Append(Of(PhaseNames[phase], $"{code}, 1 h", FaultKind.NotForLong, hour))
           select row with { IsBusy503 = code == 503 },
    ];

    /// <summary>
    /// Bodies that are neither the expected answer nor the expected image. The client must detect half an image and a body of another type.
    /// </summary>
    private static IEnumerable<Row> Bodies() =>
        from body in (IEnumerable<(string Name, FaultKind Kind, EmulatorFault Fault)>)
        [
            ("HTML 200", FaultKind.OtherForm, EmulatorFault.Answer(200, "text/html", Mirror, FaultPhase.BeforeResponse)),
            ("HTML 200, not done", FaultKind.OtherForm, EmulatorFault.Answer(200, "text/html", Mirror)),
            ("HTML 200, as an image", FaultKind.OtherForm, EmulatorFault.Answer(200, "image/png", Mirror, FaultPhase.BeforeResponse)),
            ("empty 200", FaultKind.OtherForm, EmulatorFault.Answer(200, "application/json", "", FaultPhase.BeforeResponse)),
            ("other JSON", FaultKind.OtherForm, EmulatorFault.Answer(200, "application/json", "[null]", FaultPhase.BeforeResponse)),
            ("truncated JSON", FaultKind.Doubtful, EmulatorFault.TruncatedJson),
            ("wrong types", FaultKind.Doubtful, EmulatorFault.WrongTypes),
            ("other id", FaultKind.OtherJob, EmulatorFault.OtherRequestId),
        ]
        from row in Twice("response", body.Name, body.Kind)
        select row with
        {
            Calls = body.Kind != FaultKind.OtherForm ? Polls
                // fal's storage may answer a put with any body except an error page.
                : body.Name is "empty 200" or "other JSON" ? [.. row.Calls.Except([Call.Put])]
                : row.Calls,
            IsWholeJson = body.Name is "other JSON" or "wrong types" or "other id",
            Make = (_, _) => body.Fault,
        };

    private static IEnumerable<Row> Odd() =>
    [
        // 1 MiB above the limit of answers and downloads.
        .. Twice("response", "gzip bomb", FaultKind.Heavy, EmulatorFault.GzipBomb(65L << 20)),

        // A download fails only if a pause between two bytes exceeds a timeout.
        .. from row in Twice("mid-response", "slow drip", FaultKind.Silent)
           select row with
           {
               Make = (call, _) => EmulatorFault.Drip(TimeSpan.FromSeconds(call == Call.Download ? 3 * CellRun.LastChanceSeconds : 5)),
           },
        Of("mid-response", "quick drip", FaultKind.Harmless, EmulatorFault.Drip(TimeSpan.FromTicks(1))) with { Calls = Polls },
        .. from code in (int[])[302, 307, 308]
           select new Row("response", $"{code} to another host", FaultKind.Final, IsForGood: true)
           {
               Make = (_, trap) => EmulatorFault.Redirect(trap.Address, code),
           },
        Of("service", "clock jump", FaultKind.Harmless, EmulatorFault.ClockJump(TimeSpan.FromDays(1))) with
        {
            IsForGood = false,
            JobTime = TimeSpan.FromHours(2),
            Calls = [Call.Submit, Call.Status],
        },

        // With these times, only the last poll, at the job's timeout, finds that the job has ended.
        new Row("client", "no poll before the time-out", FaultKind.Harmless, IsForGood: false)
        {
            JobTime = TimeSpan.FromSeconds(40),
            JobTimeout = TimeSpan.FromSeconds(100),
            Calls = [Call.Status, Call.Result],
        },
        .. from days in (int[])[1, -1]
           select new Row("client", $"clock a day {(days > 0 ? "forward" : "back")}", FaultKind.Harmless, IsForGood: false)
           {
               JobTime = TimeSpan.FromSeconds(20),
               ClientClockStep = TimeSpan.FromDays(days),
               Calls = [Call.Status],
           },
    ];

    private static string Gateway => $$"""{"message":"Service Unavailable: {{CellRun.Token}}"}""";

    private static string Mirror => $"<html><body>Authorization: Bearer {CellRun.Token}</body></html>";

    private static Row Of(string phase, string name, FaultKind kind, EmulatorFault fault) =>
        new(phase, name, kind, IsForGood: true) { Make = (_, _) => fault };

    private static Row[] Twice(string phase, string fault, FaultKind kind) =>
        [new(phase, fault, kind, IsForGood: false), new(phase, fault, kind, IsForGood: true)];

    private static IEnumerable<Row> Twice(string phase, string name, FaultKind kind, EmulatorFault fault) =>
        Twice(phase, name, kind).Select(row => row with { Make = (_, _) => fault });
}
