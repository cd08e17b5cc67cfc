namespace SchemaSdk.Tests.Services;

/// <summary>Tests a service that returns the price of an input, so that the price is known before a job runs.</summary>
public sealed class PricedServiceTests : IDisposable
{
    private const string Accepted = """{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","state":"starting"}""";

    private readonly PricedProfile _asks = new();
    private readonly ServiceStage _stage;

    public PricedServiceTests() => _stage = new(_asks);

    public void Dispose() => _stage.Dispose();

    private OtherServer Server => _stage.Server;

    private StillModel Still => _stage.Client.Still;

    [Fact]
    public async Task The_price_of_the_input_is_requested_before_the_submit_if_a_limit_is_set()
    {
        Server.Answers((201, Accepted), (200, "2.50"), (201, Accepted));

        await Soon.Async(Still.SubmitAsync("a cat"));
        await Soon.Async(Still.SubmitAsync("a cat", new RunOptions { MaxPriceUsd = 2.5m }));

        const string Submit = "POST https://api.other.example/runs";
        Assert.Equal([Submit, "POST https://api.other.example/price", Submit], _stage.Calls);
        Assert.Equal(
            ($"Key {ServiceStage.Token}", """{"model":"acme/still","of":{"prompt":"a cat"}}"""),
            (Server.Asked[1].Authorization, Server.Asked[1].Body));
    }

    [Fact]
    public async Task A_run_above_the_limit_is_refused_with_its_price()
    {
        Server.Answers(200, "2.50");

        var error = await RefusedAsync(1);

        Assert.Equal((2.5m, 1m), (error.EstimateUsd, error.LimitUsd));
        Assert.Contains("costs $2.50 (the price that the service returned for this input)", error.Message);
        Assert.Single(Server.Asked);
    }

    [Fact]
    public async Task Each_run_takes_its_own_price_from_the_budget()
    {
        _stage.Options.BudgetUsd = 3;
        Server.Answers((200, "2"), (201, Accepted), (200, "1.5"));

        await Soon.Async(Still.SubmitAsync("a cat"));
        var error = await Soon.Throws<ModelBudgetException>(Still.SubmitAsync("a cat"));

        Assert.Equal((1.5m, 1m), (error.EstimateUsd, error.LimitUsd));
    }

    [Fact]
    public async Task The_price_of_a_lost_submit_returns_to_the_budget_once_it_is_settled_as_not_accepted()
    {
        _stage.Options.BudgetUsd = 3;
        Server.Answers(200, "2");
        Server.Breaks();
        Server.Answers(200, "{}");
        Server.Answers(200, "{}", date: _stage.Time.GetUtcNow());
        Server.Answers((200, "2"), (201, Accepted));
        var lost = await Soon.Throws<ModelSubmissionUnknownException>(Still.SubmitAsync("a cat"));

        var early = await Soon.Async(lost.ReconcileAsync());
        var settled = await Soon.Async(lost.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.Zero }));
        await Soon.Async(lost.ReconcileAsync());

        Assert.Equal((ReconcileOutcome.Unknown, ReconcileOutcome.NotAccepted), (early.Outcome, settled.Outcome));
        await Soon.Async(Still.SubmitAsync("a cat"));
        Server.Answers(200, "1.5");
        Assert.Equal(1, (await Soon.Throws<ModelBudgetException>(Still.SubmitAsync("a cat"))).LimitUsd);
    }

    [Fact]
    public async Task A_price_that_cannot_be_read_is_requested_again()
    {
        Server.Answers((503, ""), (200, "<html>"), (200, "2"));

        Assert.Equal(2m, (await RefusedAsync(1)).EstimateUsd);
        Assert.Equal(3, Server.Asked.Count);
    }

    [Theory]
    [InlineData("0", "the service returned the price 0, but it must be above 0 and at most 1000000000")]
    [InlineData("-1", "the service returned the price -1")]
    [InlineData("13", "FormatException was thrown: unlucky")]
    public async Task Nothing_is_submitted_at_an_unusable_price(string price, string reason)
    {
        Server.Answers(200, price);

        var error = await RefusedAsync(1);

        Assert.Null(error.EstimateUsd);
        Assert.Contains(reason, error.Message);
        Assert.Single(Server.Asked);
    }

    [Fact]
    public async Task The_token_is_not_sent_to_another_host_for_a_price()
    {
        _asks.Address = new Uri("https://prices.example/price");

        var error = await RefusedAsync(1);

        Assert.Contains("the profile reads prices from prices.example, which must not get the token", error.Message);
        Assert.Empty(Server.Asked);
    }

    [Fact]
    public async Task The_error_of_a_refused_price_request_is_the_error_of_the_run()
    {
        Server.Answers(403, """{"problem":"closed","title":"No prices today"}""");

        var error = await Soon.Throws<ModelApiException>(Still.SubmitAsync("a cat", new RunOptions { MaxPriceUsd = 1 }));

        Assert.StartsWith("The service refused to return the price of acme/still: HTTP 403", error.Message);
        Assert.Single(Server.Asked);
    }

    private Task<ModelBudgetException> RefusedAsync(decimal most) =>
        Soon.Throws<ModelBudgetException>(Still.SubmitAsync("a cat", new RunOptions { MaxPriceUsd = most }));
}
