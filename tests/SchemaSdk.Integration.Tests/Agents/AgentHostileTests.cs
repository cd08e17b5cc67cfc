using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelContextProtocol.Protocol;
using NJsonSchema;
using SchemaSdk.Extensions.AI.Schemas;
using SchemaSdk.Integration.Tests.ExtensionsAI;
using SchemaSdk.Mcp.Models;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests arguments that only a faulty or hostile agent sends. No job starts, and the server still answers the next call.</summary>
public sealed class AgentHostileTests
{
    private static readonly int Calls = FullRun.IsOn ? 1_000 : 40;

    private static readonly string[] Tools =
        ["search_models", "get_model", "quote", "run", "job", "list_jobs", "cancel", "budget"];

    [Fact]
    public async Task Random_arguments_run_only_if_the_schema_accepts_the_input()
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = null);
        var model = RunComfyClient.Models.Single(static model => model.Id == AgentBench.Model);
        var schema = await JsonSchema.FromFileAsync(SourceTree.PlainInput(AgentBench.Model));
        var inputs = new RandomInput(schema).AnyValue().Sample(Calls, new Rnd(20261126, 3), 20).ToList();
        var requests = new HashSet<string>();

        for (var i = 0; i < inputs.Count; i++)
        {
            var tool = Tools[i % Tools.Length];
            var isForModel = tool is "run" or "quote";
            if (!isForModel && !inputs[i].StartsWith('{'))
            {
                continue;
            }

            var arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
                isForModel ? $$"""{"model":"{{AgentBench.Model}}","input":{{inputs[i]}}}""" : inputs[i])!;
            var result = await bench.Agent.CallToolAsync(new CallToolRequestParams { Name = tool, Arguments = arguments });
            var isValid = inputs[i].StartsWith('{') && model.Validate(Encoding.UTF8.GetBytes(inputs[i])).Count == 0
                && !JsonElement.Parse(inputs[i]).TryGetProperty("other", out _);
            Assert.DoesNotContain("An error occurred", AgentBench.TextOf(result), StringComparison.Ordinal);
            if (tool == "run")
            {
                Assert.True(isValid == result.IsError is not true, $"{inputs[i]}: {AgentBench.TextOf(result)}");
                if (isValid)
                {
                    requests.Add(result.StructuredContent!.Value.GetProperty("request_id").GetString()!);
                }
            }
        }

        Assert.NotEmpty(requests);
        Assert.Equal(requests.Count, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("""{"text":"\ud800 \ud83d\ude00","\udfff":"https://example.com/film.mp4"}""", "\ufffd \U0001f600")]
    [InlineData("""{"text":"DEEP"}""", null)]
    public async Task An_output_that_no_text_can_contain_hides_neither_the_job_nor_its_id(string output, string? text)
    {
        await using var bench = await AgentBench.StartAsync();
        output = output.Replace("\"DEEP\"", new string('[', 5_000) + new string(']', 5_000), StringComparison.Ordinal);
        bench.Emulator.Faults.Add(
            EmulatorCall.Result, EmulatorFault.Answer(200, "application/json", $$"""{"status":"completed","output":{{output}}}"""));

        var job = await bench.CallAsync("run", AgentBench.Film());

        Assert.Equal("completed", job.GetProperty("state").GetString());
        Assert.NotEmpty(job.GetProperty("request_id").GetString()!);
        Assert.Equal(text is null ? 0 : 1, job.TryGetProperty("files", out var files) ? files.GetArrayLength() : 0);
        Assert.Equal(text, job.TryGetProperty("output", out var shown) ? shown.GetProperty("text").GetString() : null);
        Assert.Equal(text is null, job.TryGetProperty("error", out _));
    }

    // An empty list would say that no job is running, and the agent might start its job again.
    [Fact]
    public async Task A_list_of_jobs_in_a_state_that_does_not_exist_is_refused()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5));
        await bench.CallAsync("run", new(AgentBench.Film()) { ["wait_seconds"] = 0 });

        var refusal = await bench.RefusedAsync("list_jobs", new() { ["state"] = "in_progress" });

        Assert.Contains("queued, running, completed", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prompt")]
    [InlineData("key")]
    public async Task An_input_of_many_megabytes_is_refused(string member)
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = null);
        var text = new string('a', (FullRun.IsOn ? 50 : 5) << 20);
        var arguments = AgentBench.Film();
        arguments[member == "key" ? "key" : "input"] = member == "key"
            ? text
            : new Dictionary<string, string> { ["prompt"] = "a kite", [member] = text };

        var refusal = await bench.RefusedAsync("run", arguments);

        Assert.InRange(refusal.Length, 1, 1_000);
        Assert.Equal(0, bench.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_deeply_nested_input_is_refused()
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = null);
        object deep = "a";
        for (var i = 0; i < 50; i++)
        {
            deep = new[] { deep };
        }

        var arguments = AgentBench.Film();
        arguments["input"] = new { prompt = deep };
        var refusal = await bench.RefusedAsync("run", arguments);

        Assert.Contains("prompt", refusal, StringComparison.Ordinal);
        Assert.Equal(0, bench.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public void At_most_1000_unknown_inputs_are_errors()
    {
        var pen = new SchemaInfo("acme/pen/draw", """{ "properties": { "ink": {} } }""");
        var unknown = Enumerable.Range(0, 2_000).ToDictionary(static at => $"x{at}");

        var ofAgent = UnknownInputs.In(JsonSerializer.SerializeToElement(unknown), pen).ToList();
        var ofFunction = new InputSchema(pen).ErrorsOf(unknown.Keys).ToList();

        Assert.Equal((1_000, 1_000), (ofAgent.Count, ofFunction.Count));
        Assert.Equal("/x999", ofAgent[^1].JsonPointer);
    }

    // The patch describes an input member that the service has renamed. The service would ignore the old name, and charge for the job.
    [Theory]
    [InlineData("""{ "description": "The first frame.", "default": {}, "x-csharp-name": "Image" }""", 1)]
    [InlineData("""{ "properties": { "default": { "title": "Default" } } }""", 1)]
    [InlineData("""{ "properties": { "const": { "type": "string" } } }""", 0)]
    [InlineData("""{ "const": { "title": "Default" } }""", 0)]
    [InlineData("{}", 0)]
    public void A_patch_does_not_add_an_input_with_only_notes(string part, int errors)
    {
        var kite = new SchemaInfo("acme/kite", """{ "properties": { "start_image": {}, "prompt": {} } }""")
        {
            Patch = $$"""{ "properties": { "image": {{part}}, "prompt": { "title": "Prompt" }, "start_image": null } }""",
        };

        var ofAgent = UnknownInputs.In(JsonElement.Parse("""{ "image": "a", "prompt": "b" }"""), kite);
        var ofFunction = new InputSchema(kite).ErrorsOf(["image", "prompt"]);

        Assert.Equal((errors, errors), (ofAgent.Count(), ofFunction.Count()));
    }
}
