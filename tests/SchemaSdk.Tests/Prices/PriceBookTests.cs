using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Prices;

public class PriceBookTests
{
    private static readonly RunOptions Dear = new() { MaxPriceUsd = 1000 };

    [Fact]
    public async Task A_price_is_read_again_after_five_minutes()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        stage.Script.Catalog.Forget();
        stage.Script.Catalog.Does(Priced.PerOutput("1"), Priced.PerOutput("2000"));
        await Soon.Async(stage.Still.SubmitAsync("a cat", Dear));

        stage.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await Soon.Async(stage.Still.SubmitAsync("a cat", Dear));
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await Soon.Throws<ModelBudgetException>(stage.Still.SubmitAsync("a cat", Dear));

        Assert.Equal((2, 2), (stage.Script.Catalog.Count, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Several_submits_at_once_ask_once()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        var hang = Hang.BeforeBody;
        stage.Script.Catalog.Forget();
        stage.Script.Catalog.Does(hang.Step);

        var submits = Enumerable.Range(0, 50).Select(_ => Task.Run(() => stage.Still.SubmitAsync("a cat", Dear))).ToList();
        await hang.Reached;
        hang.Answer(Priced.PerOutput("1"));
        await Soon.Async(Task.WhenAll(submits));

        Assert.Equal((1, 50), (stage.Script.Catalog.Count, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Each_model_has_a_price_of_its_own()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        stage.Script.Catalog.Forget();
        stage.Script.Catalog.Does(Priced.PerOutput("1"), Priced.PerOutput("2000"));

        await Soon.Async(stage.Still.SubmitAsync("a cat", Dear));

        await Assert.ThrowsAsync<ModelBudgetException>(() => stage.SubmitAsync("{}", 1000));
    }

    [Fact]
    public async Task A_catalogue_that_cannot_be_reached_keeps_everything_here()
    {
        using var stage = Priced.Stage(Steps.Answer(502), budget: 1);

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((StillModel.Id, null, 0), (error.ModelId, error.RequestId, stage.Script.Submit.Count));
        Assert.EndsWith(
            "HTTP 502. Its price is needed because MaxPriceUsd, BudgetUsd or the budget of a ledger is set. Nothing was sent.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_catalogue_that_refuses_keeps_everything_here(int status)
    {
        using var stage = Priced.Stage(Steps.Answer(status), budget: 1);

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((status, null, 0), (error.StatusCode, error.RequestId, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        using var stage = Priced.Stage(Steps.Answer(404));
        stage.Script.Catalog.Does(Priced.PerOutput("1"));

        await Soon.Throws<ModelApiException>(stage.Still.SubmitAsync("a cat", Dear));
        await Soon.Async(stage.Still.SubmitAsync("a cat", Dear));

        Assert.Equal(2, stage.Script.Catalog.Count);
    }

    [Fact]
    public async Task One_that_is_cancelled_leaves_the_others_their_price()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        using var stop = new CancellationTokenSource();
        var hang = Hang.BeforeBody;
        stage.Script.Catalog.Forget();
        stage.Script.Catalog.Does(hang.Step);

        var first = stage.Still.SubmitAsync("a cat", Dear, stop.Token);
        await hang.Reached;
        var second = stage.Still.SubmitAsync("a cat", Dear);
        await stop.CancelAsync();
        var error = await Soon.Throws<OperationCanceledException>(first);
        hang.Answer(Priced.PerOutput("1"));
        await Soon.Async(second);

        Assert.Equal(stop.Token, error.CancellationToken);
        Assert.Contains("Nothing runs", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (stage.Script.Catalog.Count, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Cancelled_before_the_call_nothing_is_asked()
    {
        using var stage = Priced.Stage(Priced.PerSecond);

        await Soon.Throws<OperationCanceledException>(stage.Still.SubmitAsync("a cat", Dear, new CancellationToken(canceled: true)));

        Assert.Empty(stage.Script.Requests);
    }

    [Fact]
    public async Task A_disposed_client_ends_the_read()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        var hang = Hang.BeforeBody;
        stage.Script.Catalog.Forget();
        stage.Script.Catalog.Does(hang.Step);

        var submit = stage.Still.SubmitAsync("a cat", Dear);
        await hang.Reached;
        stage.Client.Dispose();

        await Soon.Throws<ObjectDisposedException>(submit);
        Assert.Equal(0, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task The_time_that_the_price_takes_is_not_taken_from_the_submit()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        stage.Options.Retry.SubmitBudget = TimeSpan.FromSeconds(20);
        stage.Script.Catalog.Forget();
        stage.Script.Catalog.Does(Steps.Answer(503, "", retryAfter: "60"), Priced.PerOutput("1"));
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.Answer(429, "", retryAfter: "10"), Steps.Accepted);

        await Soon.Async(stage.Still.SubmitAsync("a cat", Dear));

        Assert.Equal(2, stage.Script.Submit.Count);
    }
}
