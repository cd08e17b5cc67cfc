using SchemaSdk;
using SchemaSdk.Services.Testing;

namespace WaveSpeed;

public sealed class WaveSpeedTests
{
    private const string Submit = """POST /api/v3/wavespeed-ai/still-1 {"prompt":"A kite."}""";
    private const string Poll = $"GET /api/v3/predictions/{WaveSpeedServer.Id}/result";
    private const string Ask = """POST /api/v3/model/price {"model_id":"wavespeed-ai/still-1","inputs":{"prompt":"A kite."}}""";

    private static readonly SampleAnswer Done = WaveSpeedServer.Data("completed", """["https://files.wavespeed.ai/a.png"]""");

    private static readonly SampleAnswer Price =
        new(200, """{"code":200,"message":"success","data":{"price":0.025,"currency":"USD"}}""");

    private readonly ModelClientOptions _options = new() { ApiToken = "key-0123456789" };

    public WaveSpeedTests() => _options.Polling.Interval = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_run_goes_from_its_submit_to_its_output()
    {
        using var server = new WaveSpeedServer(WaveSpeedServer.Accepted, WaveSpeedServer.Data("processing"), Done);
        await using var client = new ModelsClient(new HttpClient(server), _options);

        var result = await client.WavespeedAi.Still1.RunAsync(new() { Prompt = "A kite." });

        Assert.Equal("https://files.wavespeed.ai/a.png", Assert.Single(result.Output).Url);
        Assert.Equal([Submit, Poll, Poll], server.Calls);
    }

    [Fact]
    public async Task An_error_in_the_envelope_of_a_success_is_a_refusal()
    {
        using var server = new WaveSpeedServer(new SampleAnswer(200, """{"code":402,"message":"no credits","data":null}"""));
        await using var client = new ModelsClient(new HttpClient(server), _options);

        var error = await Assert.ThrowsAsync<ModelApiException>(() => client.WavespeedAi.Still1.RunAsync(new() { Prompt = "A kite." }));

        Assert.Equal(("402", "no credits"), (error.ErrorCode, error.Detail));
        Assert.Equal([Submit], server.Calls);
    }

    [Fact]
    public async Task A_cancel_makes_no_request()
    {
        using var server = new WaveSpeedServer();
        await using var client = new ModelsClient(new HttpClient(server), _options);

        Assert.Equal(CancelOutcome.NotCancelable, await client.WavespeedAi.Still1.Attach(WaveSpeedServer.Id).CancelAsync());
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task A_run_above_the_maximum_price_is_not_sent()
    {
        using var server = new WaveSpeedServer(Price);
        await using var client = new ModelsClient(new HttpClient(server), _options);

        var error = await Assert.ThrowsAsync<ModelBudgetException>(
            () => client.WavespeedAi.Still1.RunAsync(new() { Prompt = "A kite." }, new RunOptions { MaxPriceUsd = 0.02m }));

        Assert.Equal(0.025m, error.EstimateUsd);
        Assert.Equal([Ask], server.Calls);
    }

    [Fact]
    public async Task Runs_are_sent_until_the_budget_is_spent()
    {
        _options.BudgetUsd = 0.03m;
        using var server = new WaveSpeedServer(Price, WaveSpeedServer.Accepted, Done, Price);
        await using var client = new ModelsClient(new HttpClient(server), _options);

        await client.WavespeedAi.Still1.RunAsync(new() { Prompt = "A kite." });
        var error = await Assert.ThrowsAsync<ModelBudgetException>(
            () => client.WavespeedAi.Still1.RunAsync(new() { Prompt = "A kite." }));

        Assert.Equal(0.005m, error.LimitUsd);
        Assert.Equal([Ask, Submit, Poll, Ask], server.Calls);
    }
}
