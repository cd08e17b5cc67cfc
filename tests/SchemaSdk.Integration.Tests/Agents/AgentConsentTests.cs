using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using SchemaSdk.Mcp.Consent;

namespace SchemaSdk.Integration.Tests.Agents;

public sealed class AgentConsentTests
{
    [Theory]
    [InlineData("decline", "the user did not agree")]
    [InlineData("cancel", "the user did not agree")]
    [InlineData(null, "--confirm")]
    public async Task Nothing_runs_unless_a_person_agrees(string? answer, string message)
    {
        await using var bench = await AgentBench.StartAsync(answer: answer);

        var refusal = await bench.RefusedAsync("run", AgentBench.Film());

        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.Contains("0.5 US dollars", refusal, StringComparison.Ordinal);
        Assert.Equal(0, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.4, 1)]
    public async Task A_person_is_asked_only_about_runs_above_the_amount(double above, int questions)
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = (decimal)above);

        await bench.CallAsync("run", AgentBench.Film());

        Assert.Equal(questions, bench.Questions.Count);
    }

    [Fact]
    public async Task An_agent_can_lower_the_limit_for_a_run_but_not_raise_it()
    {
        await using var bench = await AgentBench.StartAsync(options => options.MaxPriceUsd = 0.6m);

        var lowered = await bench.RefusedAsync("run", new(AgentBench.Film()) { ["max_price_usd"] = 0.4 });
        var raised = await bench.RefusedAsync("run", new(AgentBench.Film(seconds: 10)) { ["max_price_usd"] = 5 });

        Assert.Contains("your max_price_usd", lowered, StringComparison.Ordinal);
        Assert.Contains("--max-price", raised, StringComparison.Ordinal);
        Assert.Equal((0, 0), (bench.Emulator.Bills, bench.Questions.Count));
    }

    [Fact]
    public async Task A_hundred_agents_spend_no_more_than_the_budget()
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = null, budget: 20);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            bench.Agent.CallToolAsync("run", AgentBench.Film($"kite {number}")).AsTask()));
        var budget = await bench.CallAsync("budget");

        Assert.Equal(40, bench.Emulator.Bills);
        Assert.Equal(60, results.Count(static result => result.IsError is true));
        var refusals = results.Where(static result => result.IsError is true).Select(AgentBench.TextOf);
        Assert.All(refusals, static refusal => Assert.Contains("budget", refusal, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((20m, 0m), (budget.GetProperty("spent_usd").GetDecimal(), budget.GetProperty("left_usd").GetDecimal()));
    }

    [Fact]
    public async Task A_run_that_was_refused_when_another_server_sent_it_is_not_sent_again_without_consent()
    {
        await using var bench = await AgentBench.StartAsync(answer: "decline");
        await using var ledger = new SqliteJobLedger(bench.Folder.File("jobs.db"));
        var held = new HeldAnswers { InnerHandler = bench.Emulator.CreateHandler() };
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));
        await using var other = bench.NewClient(ledger, held);
        var film = AgentBench.Film();
        var waits = new TaskCompletionSource();

        var sending = other.SubmitAsync(
            AgentBench.Model, JsonSerializer.SerializeToElement(film["input"]), new RunOptions { Key = "mcp::film 1" });
        await held.Reached.Soonish();
        var progress = new Progress<ProgressNotificationValue>(_ => waits.TrySetResult());
        var call = bench.Agent.CallToolAsync("run", new Dictionary<string, object?>(film) { ["key"] = "film 1" }, progress).AsTask();
        await waits.Task.Soonish();
        held.Go();
        await Assert.ThrowsAsync<ModelApiException>(() => sending);
        var refusal = await call.Soonish();

        Assert.Contains("Call run again", AgentBench.TextOf(refusal), StringComparison.Ordinal);
        Assert.Equal(1, bench.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_person_is_asked_again_if_the_price_changes_before_the_answer()
    {
        var time = new HeldTime();
        await using var bench = await AgentBench.StartAsync();
        await using var ledger = new SqliteJobLedger(bench.Folder.File("jobs.db"));
        await using var client = bench.NewClient(ledger, configure: options => options.TimeProvider = time);
        await using var agent = await bench.ConnectAsync(client: client);
        bench.Asked = () =>
        {
            bench.PriceUsd = 0.2m;
            time.Pass(300);   // the client then reads the price again
        };

        await agent.CallToolAsync("run", AgentBench.Film());

        Assert.Equal((2, 1), (bench.Questions.Count, bench.Emulator.Bills));
        Assert.Contains("about 0.5 US dollars", bench.Questions[0], StringComparison.Ordinal);
        Assert.Contains("about 1.0 US dollars", bench.Questions[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model", "\"kling/kling-3.0/standard/text-to-video\"")]
    [InlineData("key", "\"film 2\"")]
    [InlineData("input", """{"prompt":"a boat","duration":5}""")]
    [InlineData("customer", "\"other\"")]
    public async Task An_answer_about_one_run_is_not_consent_to_another_at_the_same_price(string part, string other)
    {
        var customer = "acme";
        await using var bench = await AgentBench.StartAsync(options => options.CustomerOf = _ => customer);
        var arguments = JsonSerializer.SerializeToNode(AgentBench.Film())!.AsObject();
        arguments["key"] = "film 1";
        bench.Asked = () =>
        {
            // Changes the call while the user is being asked about it. The agent then sends the changed call with the user's answer about
            // the original.
            bench.Asked = null;
            arguments[part] = JsonNode.Parse(other);
            customer = arguments.Remove("customer") ? "other" : "acme";
        };

        var call = new JsonObject { ["name"] = "run", ["arguments"] = arguments };
        await bench.Agent.SendRequestAsync(new JsonRpcRequest { Method = "tools/call", Params = call });

        Assert.Equal((2, 1), (bench.Questions.Count, bench.Emulator.Bills));
        Assert.All(bench.Questions, static question => Assert.Contains("about 0.5 US dollars", question, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_to_a_question_that_was_not_asked_is_not_consent()
    {
        await using var bench = await AgentBench.StartAsync(answer: "decline");
        var accepted = new Dictionary<string, InputResponse> { ["spend"] = InputResponse.FromElicitResult(new() { Action = "accept" }) };

        var arguments = AgentBench.Film()
            .ToDictionary(static pair => pair.Key, static pair => JsonSerializer.SerializeToElement(pair.Value));
        foreach (var state in new[] { null, "", "1.2", "9999999999.00", new string('.', 50), "99999999999999999999.AB" })
        {
            var result = await bench.Agent.CallToolAsync(new CallToolRequestParams
            {
                Name = "run",
                Arguments = arguments,
                InputResponses = accepted,
                RequestState = state,
            });
            Assert.True(result.IsError);
        }

        Assert.Equal((0, 6), (bench.Emulator.Bills, bench.Questions.Count));
    }

    [Fact]
    public void A_seal_is_valid_only_for_its_request_at_its_server_for_ten_minutes()
    {
        var time = new FakeTime();
        var seal = new ConsentSeal(time);
        var state = seal.Of("a film for 0.5");
        var until = state.Split('.')[0];

        time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(seal.IsOf(state, "a film for 0.5"));
        Assert.False(seal.IsOf(state, "a film for 50"));
        Assert.False(new ConsentSeal(time).IsOf(state, "a film for 0.5"));
        Assert.False(seal.IsOf(state.Replace(until, "9999999999", StringComparison.Ordinal), "a film for 0.5"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(seal.IsOf(state, "a film for 0.5"));
    }
}
