using SchemaSdk.Tests.Ledgers;

namespace SchemaSdk.Tests.Prices;

public class PriceBookTests
{
    private static readonly RunOptions Limited = new() { MaxPriceUsd = 1000 };

    [Fact]
    public async Task A_price_is_read_again_after_five_minutes()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        stage.Script.Catalog.DoesOnly(Priced.PerOutput("1"), Priced.PerOutput("2000"));
        await Soon.Async(stage.Still.SubmitAsync("a cat", Limited));

        stage.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await Soon.Async(stage.Still.SubmitAsync("a cat", Limited));
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        await Soon.Throws<ModelBudgetException>(stage.Still.SubmitAsync("a cat", Limited));

        Assert.Equal((2, 2), (stage.Script.Catalog.Count, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Concurrent_submits_request_the_price_once()
    {
        var hang = Hang.BeforeBody;
        using var stage = Priced.Stage(hang.Step);

        var submits = Enumerable.Range(0, 50).Select(_ => Task.Run(() => stage.Still.SubmitAsync("a cat", Limited))).ToList();
        await hang.Reached;
        hang.Answer(Priced.PerOutput("1"));
        await Soon.Async(Task.WhenAll(submits));

        Assert.Equal((1, 50), (stage.Script.Catalog.Count, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Jobs_that_wait_for_the_same_failed_price_report_their_own_keys()
    {
        using var stage = Priced.Stage(Steps.Answer(404));
        stage.Options.Ledger = new SharedLedger(new SharedTable(stage.Time), "here");
        var hang = Hang.BeforeBody;
        stage.Script.Catalog.DoesOnly(hang.Step, Steps.Answer(404));
        string[] keys = ["order-1", "order-2", "order-3"];

        var submits = keys
            .Select(key => stage.Still.SubmitAsync("a cat", new RunOptions { Key = key, MaxPriceUsd = 1000 }))
            .ToList();
        await hang.Reached;
        hang.Answer(Steps.Answer(404));

        foreach (var (key, submit) in keys.Zip(submits))
        {
            Assert.Equal(key, (await Soon.Throws<ModelApiException>(submit)).Key);
        }
    }

    [Fact]
    public async Task Each_model_has_its_own_price()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        stage.Script.Catalog.DoesOnly(Priced.PerOutput("1"), Priced.PerOutput("2000"));

        await Soon.Async(stage.Still.SubmitAsync("a cat", Limited));

        await Assert.ThrowsAsync<ModelBudgetException>(() => stage.SubmitAsync("{}", 1000));
    }

    [Fact]
    public async Task If_the_catalogue_cannot_be_reached_nothing_is_submitted()
    {
        using var stage = Priced.Stage(Steps.Answer(502), budget: 1);

        var error = await Soon.Throws<ModelUnavailableException>(stage.Still.RunAsync("a cat"));

        Assert.Equal((StillModel.Id, null, 0), (error.ModelId, error.RequestId, stage.Script.Submit.Count));
        Assert.EndsWith(
            "HTTP 502. The price is needed for an estimate, or to check MaxPriceUsd, BudgetUsd or a budget in the ledger. Nothing was "
                + "submitted.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_not_cached()
    {
        using var stage = Priced.Stage(Steps.Answer(404));
        stage.Script.Catalog.Does(Priced.PerOutput("1"));

        await Soon.Throws<ModelApiException>(stage.Still.SubmitAsync("a cat", Limited));
        await Soon.Async(stage.Still.SubmitAsync("a cat", Limited));

        Assert.Equal((2, 1), (stage.Script.Catalog.Count, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task Canceling_one_submit_does_not_cancel_the_shared_price_read()
    {
        var hang = Hang.BeforeBody;
        using var stage = Priced.Stage(hang.Step);

        var first = stage.Still.SubmitAsync("a cat", Limited, stage.Stop.Token);
        await hang.Reached;
        var second = stage.Still.SubmitAsync("a cat", Limited);
        await stage.Stop.CancelAsync();
        var error = await Soon.Throws<OperationCanceledException>(first);
        hang.Answer(Priced.PerOutput("1"));
        await Soon.Async(second);

        Assert.Equal(stage.Stop.Token, error.CancellationToken);
        Assert.Contains("No job was started", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (stage.Script.Catalog.Count, stage.Script.Submit.Count));
    }

    [Fact]
    public async Task A_submit_that_is_canceled_beforehand_requests_nothing()
    {
        using var stage = Priced.Stage(Priced.PerSecond);

        await Soon.Throws<OperationCanceledException>(stage.Still.SubmitAsync("a cat", Limited, new CancellationToken(canceled: true)));

        Assert.Empty(stage.Script.Requests);
    }

    [Fact]
    public async Task The_price_read_does_not_use_up_the_submit_budget()
    {
        using var stage = Priced.Stage(Priced.PerSecond);
        stage.Options.Retry.SubmitBudget = TimeSpan.FromSeconds(20);
        stage.Script.Catalog.DoesOnly(Steps.Answer(503, "", retryAfter: "60"), Priced.PerOutput("1"));
        stage.Script.Submit.DoesOnly(Steps.Answer(429, "", retryAfter: "10"), Steps.Accepted);

        await Soon.Async(stage.Still.SubmitAsync("a cat", Limited));

        Assert.Equal(2, stage.Script.Submit.Count);
    }
}
