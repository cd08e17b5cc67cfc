using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests.Judges;

/// <summary>
/// Runs a script in <c>tests/JudgeClients</c> that calls an emulator through the unmodified client of a service. Keeps what the script
/// printed about each step. The first attempt of the first submit is throttled, and the answer to the second attempt is lost.
/// </summary>
internal sealed class Judge : IAsyncDisposable
{
    private const string Input = """
        {
          "type": "object", "required": ["prompt"],
          "properties": { "prompt": { "type": "string" }, "image_url": { "type": "string", "format": "uri" } }
        }
        """;

    private const string Video = """
        {
          "type": "object",
          "properties": { "video": { "type": "object", "properties": { "url": { "type": "string", "format": "uri" } } } }
        }
        """;

    private const string Texts = """{ "type": "array", "minItems": 2, "items": { "type": "string" } }""";

    private readonly PassingTime _time = new();
    private IReadOnlyDictionary<string, JsonObject> _steps = new Dictionary<string, JsonObject>();

    private Judge(EmulatedProtocol protocol, string owner) => Emulator = new ModelEmulator(
        [new SchemaModel($"{owner}/video", Input, Video), new SchemaModel($"{owner}/poet", Input, Texts)],
        new()
        {
            Protocol = protocol,
            TimeProvider = _time,
            QueueDepth = 0,
            Outcome = submit => submit.Input.GetProperty("prompt").GetString() == "dark"
                ? EmulatedOutcome.Fail("too dark")
                : EmulatedOutcome.Succeed,
        });

    public ModelEmulator Emulator { get; }

    /// <summary>What the script printed about a step.</summary>
    public JsonObject this[string step] => _steps[step];

    /// <param name="script">The name of the script.</param>
    /// <param name="protocol">The service.</param>
    /// <param name="owner">The owner of the models.</param>
    /// <param name="steps">
    /// The steps after which the clock is advanced, in order, each with the number of seconds by which to advance it. Apart from that,
    /// the clock stands still until the step "run", and is then advanced regularly until the script ends.
    /// </param>
    public static async Task<Judge> RunAsync(
        string script, EmulatedProtocol protocol, string owner, params (string Line, double Seconds)[] steps)
    {
        var judge = new Judge(protocol, owner);
        await judge.Emulator.StartAsync();
        judge.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.NotNow(429, TimeSpan.FromSeconds(1)));
        judge.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        using var process = RunningProcess.Start(
            "node", [SourceTree.PathOf($"tests/JudgeClients/{script}.mjs"), judge.Emulator.Address.ToString(), judge.Emulator.Token]);
        foreach (var (line, seconds) in steps)
        {
            await process.SawAsync($"\"{line}\"");
            judge._time.Pass(seconds);
        }

        await process.SawAsync("\"run\"");
        var ended = process.EndAsync();
        while (await Task.WhenAny(ended, Task.Delay(20)) != ended)
        {
            judge._time.Pass(0.5);
        }

        var result = await ended;
        Assert.True(result.ExitCode == 0, result.ToString());
        judge._steps = result.Lines.Select(line => JsonNode.Parse(line)!.AsObject()).DistinctBy(step => (string?)step["step"])
            .ToDictionary(step => (string)step["step"]!);
        return judge;
    }

    /// <summary>Returns, as JSON, what the script printed about a step. Omits the step's name.</summary>
    public string Facts(string step)
    {
        var facts = this[step].DeepClone().AsObject();
        facts.Remove("step");
        return facts.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
