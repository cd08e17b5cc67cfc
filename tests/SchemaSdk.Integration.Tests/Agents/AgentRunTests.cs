using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using SchemaSdk.Integration.Tests.Reconciling;

namespace SchemaSdk.Integration.Tests.Agents;

public sealed class AgentRunTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_agent_finds_a_model_runs_it_and_reads_its_output_and_its_file_even_in_an_encrypted_ledger(bool isEncrypted)
    {
        await using var bench = await AgentBench.StartAsync(cipher: isEncrypted ? new XorCipher(7) : null);

        var found = await bench.CallAsync("search_models", new() { ["query"] = "kling text-to-video pro 3.0" });
        var model = await bench.CallAsync("get_model", new() { ["id"] = AgentBench.Model });
        var quote = await bench.CallAsync("quote", AgentBench.Film());
        var job = await bench.CallAsync("run", AgentBench.Film());
        var file = job.GetProperty("files")[0];
        var content = await bench.Agent.ReadResourceAsync(file.GetProperty("uri").GetString()!);

        var ids = found.GetProperty("models").EnumerateArray().Select(static line => line.GetProperty("id").GetString());
        Assert.Contains(AgentBench.Model, ids);
        Assert.Equal(0.1m, model.GetProperty("price").GetProperty("base_usd").GetDecimal());
        Assert.Equal((0.5m, true), (quote.GetProperty("estimate_usd").GetDecimal(), quote.GetProperty("needs_confirmation").GetBoolean()));
        Assert.Equal("completed", job.GetProperty("state").GetString());
        Assert.Equal(0.5m, job.GetProperty("cost_usd").GetDecimal());
        Assert.True(job.TryGetProperty("output", out _));
        Assert.Equal("video/mp4", file.GetProperty("media_type").GetString());
        Assert.NotEmpty(Assert.IsType<BlobResourceContents>(Assert.Single(content.Contents)).DecodedData.ToArray());
        Assert.Contains("about 0.5 US dollars", Assert.Single(bench.Questions), StringComparison.Ordinal);
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task The_same_call_attaches_and_another_variant_pays_again()
    {
        await using var bench = await AgentBench.StartAsync();

        var first = await bench.CallAsync("run", AgentBench.Film());
        var again = await bench.CallAsync("run", AgentBench.Film());
        Assert.Equal(1, bench.Emulator.Bills);
        var second = await bench.CallAsync("run", new(AgentBench.Film()) { ["variant"] = 2 });

        Assert.Equal((false, true, false), (Attached(first), Attached(again), Attached(second)));
        Assert.Equal(first.GetProperty("request_id").GetString(), again.GetProperty("request_id").GetString());
        Assert.Equal((2, 2), (bench.Emulator.Bills, bench.Questions.Count));
    }

    [Fact]
    public async Task An_input_that_the_schema_does_not_have_is_an_error_and_nothing_runs()
    {
        await using var bench = await AgentBench.StartAsync();
        var film = new Dictionary<string, object?>
        {
            ["model"] = AgentBench.Model,
            ["input"] = new Dictionary<string, object> { ["prompt"] = "a kite", ["durations"] = 3, ["a/b"] = 1 },
        };

        var quote = await bench.CallAsync("quote", film);
        var refusal = await bench.RefusedAsync("run", film);

        Assert.False(quote.GetProperty("can_run").GetBoolean());
        Assert.Equal(
            ["/durations", "/a~1b"],
            quote.GetProperty("input_errors").EnumerateArray().Select(static error => error.GetProperty("pointer").GetString()));
        Assert.Contains($"{AgentBench.Model} has no input 'durations'. Similar inputs: duration.", refusal, StringComparison.Ordinal);
        Assert.Contains("has no input 'a/b'. Find its inputs with get_model.", refusal, StringComparison.Ordinal);
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_key_belongs_to_one_input_even_if_another_server_submitted_it()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5));
        await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });

        var here = await bench.RefusedAsync("run", new(AgentBench.Film("another kite")) { ["key"] = "film 1", ["wait_seconds"] = 0 });
        await bench.ReconnectAsync();
        await bench.CallAsync("job", new() { ["key"] = "film 1", ["wait_seconds"] = 1 });
        var refusal = await bench.RefusedAsync("run", new(AgentBench.Film("another kite")) { ["key"] = "film 1", ["wait_seconds"] = 0 });
        var same = await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });

        Assert.Contains("belongs to another", here, StringComparison.Ordinal);
        Assert.Contains("film 1\" belongs to another", refusal, StringComparison.Ordinal);
        Assert.Equal((true, 1), (Attached(same), bench.Emulator.Bills));
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_is_read_once_per_call_and_the_agent_learns_why()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5));
        bench.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(403), int.MaxValue);
        await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });
        await bench.ReconnectAsync();
        await bench.CallAsync("job", new() { ["key"] = "film 1" });
        var before = bench.Emulator.RequestsOf(EmulatorCall.Status);

        var job = await bench.CallAsync("job", new() { ["key"] = "film 1" });

        Assert.Equal(1, bench.Emulator.RequestsOf(EmulatorCall.Status) - before);
        Assert.Equal("running", job.GetProperty("state").GetString());
        Assert.Contains("403", job.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_whose_wait_ends_reports_a_running_job_and_the_job_continues()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromSeconds(2));

        var job = await bench.CallAsync("run", new(AgentBench.Film()) { ["wait_seconds"] = 1 });
        var ended = await bench.CallAsync("job", new() { ["key"] = job.GetProperty("key").GetString(), ["wait_seconds"] = 45 });

        Assert.Equal("running", job.GetProperty("state").GetString());
        Assert.Contains("Call the job tool", job.GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task An_agent_that_waits_receives_the_progress_of_its_job()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromSeconds(2));
        var reports = new System.Collections.Concurrent.ConcurrentQueue<string?>();

        await bench.Agent.CallToolAsync(
            "run", AgentBench.Film(), new Progress<ProgressNotificationValue>(report => reports.Enqueue(report.Message)));

        await Soon.Until(() => reports.Contains("Running."));
    }

    [Fact]
    public async Task A_run_whose_submit_got_no_answer_is_not_sent_again_by_the_next_server()
    {
        await using var bench = await AgentBench.StartAsync();
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        var lost = await bench.CallAsync("run", AgentBench.Film());
        await bench.ReconnectAsync();
        var again = await bench.CallAsync("run", AgentBench.Film());

        var key = Assert.Single(await bench.Ledger.ListAsync().ToListAsync()).Key;
        var seen = await bench.CallAsync("job", new() { ["key"] = again.GetProperty("key").GetString() });

        Assert.Equal(("unknown", "unknown"), (lost.GetProperty("state").GetString(), again.GetProperty("state").GetString()));
        Assert.Contains($"'schemasdk jobs settle {key}'", seen.GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (bench.Emulator.Bills, bench.Emulator.RequestsOf(EmulatorCall.Submit)));
    }

    [Fact]
    public void A_server_has_the_models_of_one_client()
    {
        var server = new ServiceCollection().AddMcpServer().WithModels<RunComfyClient>();

        var exception = Assert.Throws<InvalidOperationException>(() => server.WithModels<RunComfyClient>());

        Assert.Contains("RunComfyClient", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_only_its_wait()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromSeconds(2));
        using var stop = new CancellationTokenSource();

        var call = bench.Agent.CallToolAsync("run", AgentBench.Film(), cancellationToken: stop.Token).AsTask();
        await Soon.Until(() => bench.Emulator.RequestsOf(EmulatorCall.Status) > 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var job = await bench.CallAsync("run", new(AgentBench.Film()) { ["wait_seconds"] = 45 });

        Assert.Equal(("completed", true), (job.GetProperty("state").GetString(), Attached(job)));
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_file_above_8_MiB_is_not_read_as_a_resource()
    {
        await using var bench = await AgentBench.StartAsync();
        var job = await bench.CallAsync("run", AgentBench.Film());
        bench.Emulator.Faults.Add(
            EmulatorCall.Download, EmulatorFault.Answer(200, "video/mp4", new string('a', (8 << 20) + 1)));

        var refusal = await Assert.ThrowsAsync<McpProtocolException>(
            () => bench.Agent.ReadResourceAsync(job.GetProperty("files")[0].GetProperty("uri").GetString()!).AsTask());

        Assert.Contains("more than 8388608 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_answer_from_the_service_models_are_listed_and_described_after_five_seconds()
    {
        var time = new FakeTime();
        await using var bench = await AgentBench.StartAsync(time: time);
        bench.Emulator.Faults.Add(EmulatorCall.Catalog, EmulatorFault.Status(503), int.MaxValue);

        var found = await LateAsync("search_models", []);
        var again = await bench.CallAsync("search_models").Soonish();
        var model = await LateAsync("get_model", new() { ["id"] = AgentBench.Model });

        Assert.Equal(found.GetProperty("total").GetInt32(), again.GetProperty("total").GetInt32());
        Assert.Contains(
            "within 5 seconds", model.GetProperty("price").GetProperty("unknown_because").GetString(), StringComparison.Ordinal);

        async Task<JsonElement> LateAsync(string tool, Dictionary<string, object?> arguments)
        {
            var before = bench.Emulator.RequestsOf(EmulatorCall.Catalog);
            var call = bench.CallAsync(tool, arguments);
            await Soon.Until(() => bench.Emulator.RequestsOf(EmulatorCall.Catalog) > before);
            time.Advance(TimeSpan.FromSeconds(5));
            return await call.Soonish();
        }
    }

    [Fact]
    public async Task The_same_call_at_another_service_is_another_job_and_each_service_lists_its_own()
    {
        await using var bench = await AgentBench.StartAsync(Unasked);
        await using var emulator = new ModelEmulator(RunComfyClient.Models, new()
        {
            Protocol = EmulatedProtocols.Fal,
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
        });
        using var http = new HttpClient(emulator.CreateHandler());
        await using var ledger = new SqliteJobLedger(bench.Folder.File("jobs.db"));
        var options = new ModelClientOptions { ApiToken = emulator.Token, BaseAddress = emulator.Address, Ledger = ledger };
        await using var client = new ListedClient(ModelService.Fal, http, options);
        await using var other = await bench.ConnectAsync(Unasked, client: client);

        var first = await bench.CallAsync("run", AgentBench.Film());
        var second = await other.CallToolAsync("run", AgentBench.Film());
        var listed = await bench.CallAsync("list_jobs");

        Assert.True(second.IsError is not true, AgentBench.TextOf(second));
        Assert.Equal((1, 1), (bench.Emulator.Bills, emulator.Bills));
        Assert.Equal(
            first.GetProperty("key").GetString(),
            Assert.Single(listed.GetProperty("jobs").EnumerateArray()).GetProperty("key").GetString());

        static void Unasked(ModelToolsOptions options) => options.ConfirmAboveUsd = null;
    }

    private static bool Attached(JsonElement job) => job.GetProperty("attached").GetBoolean();
}
