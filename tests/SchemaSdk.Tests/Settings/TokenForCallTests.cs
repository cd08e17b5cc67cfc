namespace SchemaSdk.Tests.Settings;

/// <summary>Tests that in a host with many customers, each job can have its own token, which all requests for the job use.</summary>
public sealed class TokenForCallTests
{
    [Fact]
    public async Task All_requests_of_a_job_have_the_token_of_its_run()
    {
        using var stage = Stage.Succeeding();
        stage.Script.Cancel.Does(Steps.Answer(202, """{"outcome":"cancelled"}"""));

        var job = await Soon.Async(stage.Still.SubmitAsync("a cat", new RunOptions { ApiToken = " of-ada " }));
        await Soon.Async(job.CancelAsync());
        await Soon.Async(job.WaitAsync());

        Assert.Equal(4, Tokens(stage).Count);
        Assert.All(Tokens(stage), token => Assert.Equal("Bearer of-ada", token));
    }

    [Fact]
    public async Task A_function_gives_the_token_for_the_model_the_key_and_the_customer()
    {
        var asked = new List<TokenContext>();
        using var stage = Stage.Succeeding();
        stage.Options.TokenForCall = (context, _) =>
        {
            asked.Add(context);
            return new($"of-{context.Customer}");
        };
        stage.Options.Ledger = new MemoryJobLedger(new MemoryStore());

        await Soon.Async(stage.Still.RunAsync("a cat", new RunOptions { Key = "order-7", Customer = "ada" }));

        Assert.All(asked, context => Assert.Equal(new TokenContext(StillModel.Id, "order-7", "ada"), context));
        Assert.Equal(["Bearer of-ada", "Bearer of-ada", "Bearer of-ada"], Tokens(stage));
    }

    [Fact]
    public async Task A_job_that_is_resumed_from_a_ledger_has_the_token_of_its_customer()
    {
        var store = new MemoryStore();
        using (var first = Stage.Accepting())
        {
            first.Options.Ledger = new MemoryJobLedger(store);
            await Soon.Async(first.Still.SubmitAsync("a cat", new RunOptions { Key = "order-7", Customer = "ada" }));
        }

        using var next = Stage.Succeeding();
        next.Options.Ledger = new MemoryJobLedger(store);
        next.Options.TokenForCall = (context, _) => new($"of-{context.Customer}");
        var entry = await ((JobLedger)next.Options.Ledger).FindAsync("order-7");

        await Soon.Async(next.Client.Attach(entry!).WaitAsync());

        Assert.All(Tokens(next), token => Assert.Equal("Bearer of-ada", token));
    }

    [Fact]
    public async Task A_malformed_token_is_refused_before_anything_is_sent_and_never_shown()
    {
        using var stage = Stage.Accepting();
        var options = new RunOptions { ApiToken = "two words" };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => stage.Still.RunAsync("a cat", options));

        Assert.Contains("contains white space or a line break", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("two words", $"{error} {options}", StringComparison.Ordinal);
        Assert.Empty(Tokens(stage));
    }

    private static List<string?> Tokens(Stage stage) => [.. stage.Script.Requests.Select(request => request.Authorization)];
}
