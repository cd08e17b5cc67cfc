namespace SchemaSdk.Tests.Settings;

public class TokenTests
{
    private static readonly string[] Names = ["RUNCOMFY_API_TOKEN", "RUNCOMFY_TOKEN", "RUNCOMFY_API_KEY", "YOUR_API_TOKEN"];

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task A_missing_token_is_reported_before_anything_is_sent(string? token)
    {
        using var stage = new Stage();
        stage.Options.ApiToken = token;
        var job = stage.Still.Attach(Steps.Id);

        var error = await Soon.Throws<ModelConfigurationException>(stage.Still.RunAsync("a cat"));
        await Soon.Throws<ModelConfigurationException>(stage.Client.GetModelAsync(StillModel.Id));

        Assert.Equal(StillModel.Id, error.ModelId);
        Assert.Contains("RUNCOMFY_API_TOKEN", error.Message, StringComparison.Ordinal);
        Assert.Equal(Steps.Id, (await Soon.Throws<ModelConfigurationException>(job.WaitAsync())).RequestId);
        Assert.Equal(Steps.Id, (await Soon.Throws<ModelConfigurationException>(job.CancelAsync())).RequestId);
        Assert.Empty(stage.Script.Requests);
    }

    public static TheoryData<string> InvalidTokens =>
    [
        "secret\nhalf", "secret\r\nhalf", "secret half", "secret\u0007half", "secret\u00A0half", "secrét-half"
    ];

    [Theory]
    [MemberData(nameof(InvalidTokens))]
    public void A_token_that_is_invalid_in_a_header_is_rejected_without_being_printed(string token)
    {
        foreach (var refuse in new Action[]
        {
            () => new TestClient(null, new ModelClientOptions { ApiToken = token }),
            () => new TestClient(null, null, ("RUNCOMFY_TOKEN", token)),
        })
        {
            var error = Assert.Throws<ArgumentException>(refuse);

            Assert.DoesNotContain("half", error.ToString(), StringComparison.Ordinal);
            Assert.True(error.ParamName is "ApiToken" or "RUNCOMFY_TOKEN");
        }
    }

    [Fact]
    public async Task White_space_around_a_token_is_removed()
    {
        using var stage = Stage.Accepting();
        stage.Options.ApiToken = $"  {Stage.Token}\r\n";

        await Soon.Async(stage.Still.SubmitAsync("a cat"));

        Assert.Equal($"Bearer {Stage.Token}", Assert.Single(stage.Script.Requests).Authorization);
        Assert.Null(stage.Http.DefaultRequestHeaders.Authorization);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_token_comes_from_the_first_variable_that_is_set(int first)
    {
        using var stage = Stage.Accepting();
        stage.Options.ApiToken = null;
        var set = Names.Select((name, index) => (name, index < first ? "" : $"token-of-{name}")).Reverse().ToArray();
        using var client = new TestClient(stage.Http, stage.Options, set);

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal($"Bearer token-of-{Names[first]}", Assert.Single(stage.Script.Requests).Authorization);
    }

    [Fact]
    public async Task A_provider_is_called_for_every_request()
    {
        using var stage = Stage.Polled(Steps.Status("cancelled"));
        var asked = 0;
        stage.Options.TokenProvider = _ => new ValueTask<string>($"token-{++asked}");

        await Soon.Throws<ModelCanceledException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(["Bearer token-1", "Bearer token-2"], stage.Script.Requests.Select(request => request.Authorization));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_throws_or_gives_an_invalid_token_ends_the_call_before_anything_is_sent(bool throws)
    {
        using var stage = Stage.Accepting();
        using var listener = new Listener(stage);
        stage.Options.TokenProvider = _ => throws ? throw new TimeoutException("vault") : new ValueTask<string>("secret half");

        var error = await Soon.Throws<ModelConfigurationException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(throws, error.InnerException is TimeoutException);
        Assert.DoesNotContain("half", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("no_token", Assert.Single(listener.Requests).GetTagItem("error.type"));
        Assert.Empty(stage.Script.Requests);
    }

    [Fact]
    public async Task A_provider_that_throws_during_a_wait_counts_as_a_failed_poll()
    {
        using var stage = Stage.Polled(Steps.Status("cancelled"));
        var asked = 0;
        stage.Options.TokenProvider = _ => ++asked == 2 ? throw new TimeoutException("vault") : new ValueTask<string>(Stage.Token);

        await Soon.Throws<ModelCanceledException>(stage.Still.RunAsync("a cat"));

        Assert.Equal(3, asked);
    }
}
