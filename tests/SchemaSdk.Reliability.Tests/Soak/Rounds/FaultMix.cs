using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Matrix;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>Makes a tenth of all calls fail, with faults of every kind, in an order that depends on a seed.</summary>
/// <remarks>
/// The mix omits two faults that no client can detect: a submit that is carried out and then refused, and a submit that is answered with
/// the id of another job.
/// </remarks>
internal static class FaultMix
{
    public const double Share = 0.1;

    private static readonly Uri Elsewhere = new("http://localhost:9/elsewhere");

    private static readonly EmulatorFault Bomb = EmulatorFault.GzipBomb(65L << 20);

    private static readonly FaultPhase[] Phases =
        [FaultPhase.BeforeBody, FaultPhase.AfterBody, FaultPhase.BeforeResponse, FaultPhase.MidResponse];

    private static readonly FaultPhase[] Undone = [FaultPhase.BeforeBody, FaultPhase.AfterBody];

    private static readonly Dictionary<string, Func<EmulatorCall, Random, EmulatorFault>> Kinds = new()
    {
        ["reset"] = (call, random) => EmulatorFault.Reset(PhaseOf(call, random)),
        ["close"] = (call, random) => EmulatorFault.Close(PhaseOf(call, random)),
        ["hang"] = (call, random) => EmulatorFault.Hang(PhaseOf(call, random)),
        ["408"] = (_, random) => Status(408, random),
        ["425"] = (_, random) => Status(425, random),
        ["500"] = (_, random) => Status(500, random),
        ["502"] = (_, random) => Status(502, random),
        ["503"] = (_, random) => Status(503, random),
        ["504"] = (_, random) => Status(504, random),
        ["409"] = (_, random) => EmulatorFault.Status(409, Undone[random.Next(2)]),
        // Only half of these answers are temporary refusals, because each one slows down the whole client.
        ["not now"] = (_, random) => random.Next(12) switch
        {
            < 6 => Status(503, random),
            < 9 => EmulatorFault.Status(429, Undone[random.Next(2)]),
            < 11 => EmulatorFault.Status(429, TimeSpan.FromSeconds(7), Undone[random.Next(2)]),
            // This delay uses up most of the two minutes of a retry budget.
            _ => EmulatorFault.NotNow(503, TimeSpan.FromSeconds(90), Undone[random.Next(2)]),
        },
        ["503 of a proxy"] = (_, random) => EmulatorFault.Answer(
            503, "application/json", """{"message":"Service Unavailable"}""", TimeSpan.FromSeconds(7), Phases[random.Next(3)]),
        ["HTML"] = (_, random) => EmulatorFault.Answer(200, "text/html", "<html>Welcome</html>", Phases[random.Next(3)]),
        ["empty"] = (_, random) => EmulatorFault.Answer(200, "application/json", "", Phases[random.Next(3)]),
        ["other JSON"] = (_, random) => EmulatorFault.Answer(200, "application/json", "[null]", Phases[random.Next(3)]),
        ["truncated JSON"] = (_, _) => EmulatorFault.TruncatedJson,
        ["wrong types"] = (_, _) => EmulatorFault.WrongTypes,
        ["other id"] = (call, _) => call == EmulatorCall.Submit ? EmulatorFault.WrongTypes : EmulatorFault.OtherRequestId,
        ["slow drip"] = (_, _) => EmulatorFault.Drip(TimeSpan.FromSeconds(5)),
        ["quick drip"] = (_, _) => EmulatorFault.Drip(TimeSpan.FromTicks(1)),
        ["redirect"] = (_, random) => EmulatorFault.Redirect(Elsewhere, random.Next(2) == 0 ? 302 : 307),
        ["clock jump"] = (_, random) => EmulatorFault.ClockJump(TimeSpan.FromSeconds(random.Next(-20, 20))),
        ["gzip bomb"] = (_, random) => random.Next(10) == 0 ? Bomb : EmulatorFault.TruncatedJson,
    };

    // If a result is the output alone, any JSON counts as the output, and a 503 means that the job has failed.
    private static readonly string[] TakenAsOutput = ["other JSON", "wrong types", "not now"];

    private static readonly Func<Random, EmulatorFault>[] OfConnections =
    [
        _ => EmulatorFault.Reset(FaultPhase.Connect), _ => EmulatorFault.Close(FaultPhase.Connect),
        _ => EmulatorFault.Hang(FaultPhase.Connect),
    ];

    // fal's storage may answer with any body except an error page, so the client would believe that the file is stored.
    private static readonly string[] TakenAsStored = ["empty", "other JSON"];

    public static void Write(MatrixService service, EmulatorFaults faults, int seed, int calls)
    {
        var random = new Random(seed);
        Func<EmulatorCall, Random, EmulatorFault>[] kinds = [.. Kinds.Values];
        foreach (var call in (EmulatorCall[])[EmulatorCall.Submit, EmulatorCall.Status, EmulatorCall.Result, EmulatorCall.Cancel])
        {
            var possible = call == EmulatorCall.Result && service.HasBareOutput
                ? [.. Kinds.Where(kind => !TakenAsOutput.Contains(kind.Key)).Select(kind => kind.Value)]
                : kinds;
            Write(faults, call, random, calls, () => possible[random.Next(possible.Length)](call, random));
        }

        Write(faults, EmulatorCall.Connect, random, calls, () => OfConnections[random.Next(OfConnections.Length)](random));
        if (service.StoresFiles)
        {
            kinds = [.. Kinds.Where(kind => !TakenAsStored.Contains(kind.Key)).Select(kind => kind.Value)];
            Write(faults, EmulatorCall.Upload, random, calls, () => kinds[random.Next(kinds.Length)](EmulatorCall.Upload, random));
        }
    }

    private static void Write(EmulatorFaults faults, EmulatorCall call, Random random, int calls, Func<EmulatorFault> next)
    {
        for (var left = calls; left > 0; left--)
        {
            var right = (int)Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(1 - Share));
            if (right > 0)
            {
                faults.Add(call, EmulatorFault.None, right);
                left -= right;
            }

            faults.Add(call, next());
        }
    }

    private static FaultPhase PhaseOf(EmulatorCall call, Random random) => random.Next(5) is var phase and < 4 ? Phases[phase]
        : call == EmulatorCall.Submit ? FaultPhase.MidBody
        : FaultPhase.BeforeBody;

    private static EmulatorFault Status(int code, Random random) => EmulatorFault.Status(code, Phases[random.Next(3)]);
}
